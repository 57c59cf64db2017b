package com.ibm.weather.airlytics.jobs.aggregate.local.athena.catalog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that holds one JSON file for each value. A file is replaced by renaming, so a reader or
 * a crash never meets half a file.
 *
 * @param <T> what a file holds
 */
public final class JsonFolder<T> {

  private static final String ENDING = ".json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantDeserializer()))
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final Path folder;
  private final Class<T> type;

  /** Opens a folder and creates it if it is missing. */
  public JsonFolder(Path folder, Class<T> type) {
    this.folder = folder;
    this.type = type;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + folder, e);
    }
  }

  /** All values, in no particular order. */
  public List<T> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).map(this::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder, e);
    }
  }

  /** Writes or replaces the value of a name. */
  public void put(String name, T value) {
    Path file = file(name);
    Path draft = folder.resolve(name + ".draft");
    try {
      Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Deletes the value of a name if there is one. */
  public void remove(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file(name), e);
    }
  }

  private T read(Path file) {
    try {
      return JSON.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read " + file + " (delete the file to forget what it describes)", e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ENDING);
  }

  private static final class InstantDeserializer extends FromStringDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    InstantDeserializer() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(
        String text, com.fasterxml.jackson.databind.DeserializationContext context) {
      return Instant.parse(text);
    }
  }
}
