package com.ibm.weather.airlytics.jobs.aggregate.infra.recording;

import com.ibm.weather.airlytics.jobs.aggregate.functions.athena.EarlierQueries;
import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLake;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.local.LocalServices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Clients of the embedded services that write down what they are used for. */
final class RecordingClients implements AutoCloseable {

  private final LocalServices services;
  private final Map<String, CallRecorder> recorders = new LinkedHashMap<>();
  private final ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();
  private final List<SdkAutoCloseable> clients = new ArrayList<>();

  RecordingClients(LocalServices services) {
    this.services = services;
  }

  /** The data lake of a function, with a client of its own. */
  DataLake dataLakeOf(String function) {
    S3Client s3 = LocalClients.s3(services.s3().endpoint(), recorderOf(function));
    clients.add(s3);
    return new DataLake(s3);
  }

  /** What a function knows of Athena, with a client of its own. */
  EarlierQueries earlierQueriesOf(String function) {
    AthenaClient athena = LocalClients.athena(services.athena().endpoint(), recorderOf(function));
    clients.add(athena);
    return new EarlierQueries(() -> athena);
  }

  private CallRecorder recorderOf(String function) {
    return recorders.computeIfAbsent(function, name -> new CallRecorder());
  }

  /** The client that statements are started with. */
  AthenaClient athena() {
    AthenaClient athena =
        LocalClients.athena(services.athena().endpoint(), new StatementRecorder());
    clients.add(athena);
    return athena;
  }

  /** What each function asked of S3 and Athena. */
  Map<String, Set<Call>> calls() {
    Map<String, Set<Call>> calls = new LinkedHashMap<>();
    recorders.forEach((function, recorder) -> calls.put(function, Set.copyOf(recorder.calls())));
    return calls;
  }

  /** The statements that were started, in their order. */
  Set<String> statements() {
    return new LinkedHashSet<>(statements);
  }

  @Override
  public void close() {
    clients.forEach(SdkAutoCloseable::close);
  }

  private final class StatementRecorder implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof StartQueryExecutionRequest start) {
        statements.add(start.queryString());
      }
    }
  }
}
