package com.ibm.weather.airlytics.jobs.aggregate.container;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into {@code version.properties}. */
public final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = VersionProvider.class.getResourceAsStream("version.properties")) {
      properties.load(file);
    }
    return new String[] {"event-aggregator " + properties.getProperty("version")};
  }
}
