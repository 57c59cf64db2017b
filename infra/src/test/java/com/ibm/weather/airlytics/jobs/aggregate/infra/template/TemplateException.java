package com.ibm.weather.airlytics.jobs.aggregate.infra.template;

/** A template that CloudFormation would refuse. */
public final class TemplateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TemplateException(String message) {
    super(message);
  }
}
