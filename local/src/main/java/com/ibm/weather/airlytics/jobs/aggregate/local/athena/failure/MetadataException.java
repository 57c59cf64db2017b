package com.ibm.weather.airlytics.jobs.aggregate.local.athena.failure;

/** The catalog does not have what a request asks for. */
public final class MetadataException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A refusal with the text that the caller gets. */
  public MetadataException(String message) {
    super(message);
  }
}
