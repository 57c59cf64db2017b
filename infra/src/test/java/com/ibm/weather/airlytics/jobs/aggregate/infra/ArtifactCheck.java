package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.Sources.Text;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Resource;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is uploaded is what is built: the functions' jar is where the functions' POM puts it, and
 * the definition is the very file that this process has on its class path.
 */
final class ArtifactCheck implements Check {

  private static final Path FUNCTIONS = Path.of("..", "functions");
  private static final Pattern JAR =
      Pattern.compile("<outputFile>\\$\\{project\\.build\\.directory}/([^<]+)</outputFile>");

  @Override
  public List<String> findings(Sources sources) {
    List<String> findings = new ArrayList<>();
    for (Stack stack : sources.jobs()) {
      for (Resource function : Functions.of(stack)) {
        requireEqual(function, "/CodeUri", jar().toString().replace('\\', '/'), findings);
        requireEqual(function, "/Runtime", "java21", findings);
        requireEqual(function, "/Architectures/0", "arm64", findings);
      }
      String uri = Definition.stateMachine(stack).text("/DefinitionUri");
      if (!Files.isRegularFile(Path.of(uri))) {
        findings.add("DefinitionUri %s is not a file".formatted(uri));
      } else if (!read(Path.of(uri)).equals(sources.text(Text.DEFINITION))) {
        findings.add("DefinitionUri %s is not the definition that the runner has".formatted(uri));
      }
    }
    return findings;
  }

  private static void requireEqual(
      Resource function, String property, String expected, List<String> findings) {
    if (!function.text(property).equals(expected)) {
      findings.add(
          "%s has the %s %s, but should have %s"
              .formatted(function.id(), property.substring(1), function.text(property), expected));
    }
  }

  private static Path jar() {
    Matcher jar = JAR.matcher(read(FUNCTIONS.resolve("pom.xml")));
    if (!jar.find()) {
      throw new IllegalStateException("the functions' POM names no outputFile for its jar");
    }
    return FUNCTIONS.resolve("target").resolve(jar.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
