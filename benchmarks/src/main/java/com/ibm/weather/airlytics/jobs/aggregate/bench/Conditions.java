package com.ibm.weather.airlytics.jobs.aggregate.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where and how a benchmark measures.
 *
 * @param folder for its data, which it deletes when it is done
 * @param scale how large the data is
 * @param figures what was measured before it, in this report
 * @param progress told what is being done
 */
public record Conditions(
    Path folder, Scale scale, Map<String, Double> figures, Consumer<String> progress) {}
