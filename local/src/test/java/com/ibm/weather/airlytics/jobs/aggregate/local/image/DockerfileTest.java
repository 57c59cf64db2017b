package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the Dockerfile promises. */
class DockerfileTest {

  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private final Dockerfile dockerfile;

  DockerfileTest() throws IOException {
    dockerfile = Dockerfile.read(PROJECT.resolve("container/Dockerfile"));
  }

  @Test
  void buildsWithTheMavenWrapperAndRunsWithoutShellAndCompiler() {
    assertThat(dockerfile.build().only("RUN")).contains("./mvnw ").contains("-pl container -am");
    assertThat(dockerfile.image().only("FROM")).matches("gcr\\.io/distroless/java\\d+-.*");
    assertThat(dockerfile.image().all("RUN")).as("there is no shell to run it").isEmpty();
    assertThat(dockerfile.image().entrypoint()).first().isEqualTo("java");
  }

  @Test
  void runsAsAUserThatKubernetesCanSeeIsNotRoot() {
    assertThat(dockerfile.image().only("USER")).matches("[1-9]\\d*:[1-9]\\d*");
  }

  @Test
  void answersOnTheDocumentedPortAndWritesLinesOfJson() {
    assertThat(dockerfile.image().only("EXPOSE")).isEqualTo("8081");
    assertThat(dockerfile.image().environment()).containsEntry("AIRLYTICS_LOG_FORMAT", "json");
  }

  @Test
  void saysWhatItIsInTheStandardLabels() {
    String labels = dockerfile.image().only("LABEL");
    assertThat(Pattern.compile("org\\.opencontainers\\.image\\.(\\w+)=").matcher(labels).results())
        .map(label -> label.group(1))
        .contains("title", "description", "licenses", "version", "revision");
  }

  @Test
  void everythingThatTheBuildNeedsIsInItsContextAndNothingElse() throws IOException {
    List<String> context =
        Files.readAllLines(PROJECT.resolve(".dockerignore")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(context).startsWith("*").contains("!mvnw", "!.mvn", "!pom.xml", "!*/pom.xml");
    assertThat(context.subList(1, context.size())).allMatch(line -> line.startsWith("!"));
    for (String module : modulesOfTheClassPath()) {
      assertThat(context).contains("!" + module + "/src/main");
    }
  }

  /** The container and what its POM says it needs of ours. */
  private static List<String> modulesOfTheClassPath() throws IOException {
    String pom = Files.readString(PROJECT.resolve("container/pom.xml"));
    List<String> modules =
        Pattern.compile("<artifactId>event-aggregator-(\\w+)</artifactId>")
            .matcher(pom)
            .results()
            .map(module -> module.group(1))
            .toList();
    assertThat(modules).contains("container").hasSizeGreaterThan(2);
    return modules;
  }
}
