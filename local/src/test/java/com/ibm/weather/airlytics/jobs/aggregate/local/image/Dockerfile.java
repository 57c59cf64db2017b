package com.ibm.weather.airlytics.jobs.aggregate.local.image;

import com.ibm.weather.airlytics.jobs.aggregate.functions.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Dockerfile says, as far as ours goes.
 *
 * @param instructions all of them, in order, with continued lines joined
 */
record Dockerfile(List<Instruction> instructions) {

  /**
   * @param name for example {@code COPY}
   * @param arguments the rest of the line
   */
  record Instruction(String name, String arguments) {}

  /**
   * A COPY out of the build stage.
   *
   * @param source an absolute path there; a folder means what is in it
   * @param target a folder in the image, absolute
   */
  record Copy(Path source, Path target) {}

  private static final Pattern COPY = Pattern.compile("--from=build (\\S+) (\\S+)");
  private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\\S+)");

  static Dockerfile read(Path file) throws IOException {
    String text =
        Files.readString(file).replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", "");
    return new Dockerfile(
        text.lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.strip().split("\\s+", 2))
            .map(parts -> new Instruction(parts[0], parts[1]))
            .toList());
  }

  /** The stage that becomes the image. */
  Dockerfile image() {
    return new Dockerfile(instructions.subList(stageStarts().get(1), instructions.size()));
  }

  /** The stage that builds what the other copies. */
  Dockerfile build() {
    return new Dockerfile(instructions.subList(0, stageStarts().get(1)));
  }

  private List<Integer> stageStarts() {
    List<Integer> starts = new ArrayList<>();
    for (int index = 0; index < instructions.size(); index++) {
      if (instructions.get(index).name().equals("FROM")) {
        starts.add(index);
      }
    }
    return starts;
  }

  /** The arguments of the only instruction of a name. */
  String only(String name) {
    List<String> found = all(name);
    if (found.size() != 1) {
      throw new AssertionError("not one " + name + ", but " + found);
    }
    return found.get(0);
  }

  List<String> all(String name) {
    return instructions.stream()
        .filter(instruction -> instruction.name().equals(name))
        .map(Instruction::arguments)
        .toList();
  }

  Path workingDirectory() {
    return Path.of(only("WORKDIR"));
  }

  List<Copy> copies() {
    List<Copy> copies = new ArrayList<>();
    for (String arguments : all("COPY")) {
      Matcher copy = COPY.matcher(arguments);
      if (!copy.matches()) {
        throw new AssertionError("not a COPY of one path out of the build: " + arguments);
      }
      copies.add(new Copy(Path.of(copy.group(1)), workingDirectory().resolve(copy.group(2))));
    }
    return copies;
  }

  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String arguments : all("ENV")) {
      VARIABLE
          .matcher(arguments)
          .results()
          .forEach(variable -> environment.put(variable.group(1), variable.group(2)));
    }
    return environment;
  }

  /** The command, which must be in the form that needs no shell. */
  List<String> entrypoint() {
    return Arrays.asList(Json.read(only("ENTRYPOINT"), String[].class, "the ENTRYPOINT"));
  }
}
