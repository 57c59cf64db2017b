package com.ibm.weather.airlytics.jobs.aggregate.infra;

import com.ibm.weather.airlytics.jobs.aggregate.infra.AthenaStatement.Kind;
import com.ibm.weather.airlytics.jobs.aggregate.infra.AthenaStatement.Table;
import com.ibm.weather.airlytics.jobs.aggregate.infra.permissions.Call;
import com.ibm.weather.airlytics.jobs.aggregate.infra.template.Pseudo;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Athena calls in the name of the role that starts statements, in Glue and S3.
 *
 * <p>Glue, for each kind of statement: "Configure access to databases and tables in the AWS Glue
 * Data Catalog",
 * https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html (a call
 * is allowed on a table only if it is on its database and the catalog too), and for the partitions
 * that a query reads and CREATE TABLE AS adds, what Trino's GlueHiveMetastore calls. S3: the
 * actions that Step Functions itself suggests,
 * https://docs.aws.amazon.com/step-functions/latest/dg/athena-iam.html, without s3:CreateBucket.
 */
final class AthenaCalls {

  private static final Map<Kind, List<String>> GLUE =
      Map.of(
          Kind.SHOW_TABLES, List.of("GetTables"),
          Kind.SELECT, List.of(),
          Kind.CREATE_EXTERNAL_TABLE, List.of("GetTable", "CreateTable"),
          Kind.CREATE_TABLE_AS, List.of("GetTable", "CreateTable", "BatchCreatePartition"),
          Kind.ALTER_TABLE_SET_LOCATION, List.of("GetTable", "UpdateTable"),
          Kind.ALTER_TABLE_SET_TBLPROPERTIES, List.of("GetTable", "UpdateTable"),
          Kind.DROP_TABLE,
              List.of(
                  "GetTable", "DeleteTable", "GetPartitions", "GetPartition", "DeletePartition"));

  private static final List<String> GLUE_TO_READ =
      List.of("GetTable", "GetPartition", "GetPartitions", "BatchGetPartition");

  private static final List<String> TO_FIND = List.of("GetBucketLocation", "ListBucket");

  private static final List<String> TO_WRITE =
      List.of("GetObject", "PutObject", "AbortMultipartUpload", "ListMultipartUploadParts");

  private final String resultsBucket;
  private final Map<Table, String> locations = new HashMap<>();
  private final Set<Call> calls = new LinkedHashSet<>();

  /**
   * @param resultsBucket where query results go
   * @param locations where the tables are that the job does not make: bucket and prefix
   */
  private AthenaCalls(String resultsBucket, Map<Table, String> locations) {
    this.resultsBucket = resultsBucket;
    this.locations.putAll(locations);
  }

  /** The calls for statements that are run one after another. */
  static Set<Call> of(
      Collection<String> statements, String resultsBucket, Map<Table, String> locations) {
    AthenaCalls athena = new AthenaCalls(resultsBucket, locations);
    statements.stream().map(AthenaStatement::of).forEach(athena::add);
    return athena.calls;
  }

  private void add(AthenaStatement statement) {
    for (Table table : statement.tables()) {
      glue("GetDatabase", "catalog", "database/default", "database/" + table.database());
    }
    Table first = statement.tables().get(0);
    GLUE.get(statement.kind()).forEach(action -> glue(action, first));
    for (Table table : statement.reads()) {
      GLUE_TO_READ.forEach(action -> glue(action, table));
      find(locations.get(table));
      objects(List.of("GetObject"), locations.get(table));
    }
    statement.location().ifPresent(location -> locations.put(first, location));
    statement.location().ifPresent(this::find);
    if (statement.kind() == Kind.CREATE_TABLE_AS) {
      write(statement.location().orElseThrow());
    }
    find(resultsBucket + "/");
    write(resultsBucket + "/");
  }

  private void glue(String action, Table table) {
    String name = table.name().equals("*") ? "any_table" : table.name();
    glue(
        action,
        "catalog",
        "database/" + table.database(),
        "table/" + table.database() + "/" + name);
  }

  private void glue(String action, String... resources) {
    Stream.of(resources)
        .map("arn:aws:glue:%s:%s:"::concat)
        .map(arn -> arn.formatted(Pseudo.REGION, Pseudo.ACCOUNT))
        .forEach(arn -> calls.add(Call.of("glue:" + action, arn)));
  }

  private void find(String location) {
    int slash = location.indexOf('/');
    String prefix = location.substring(slash + 1);
    for (String action : TO_FIND) {
      calls.add(
          new Call(
              "s3:" + action,
              bucket(location),
              action.equals("ListBucket") ? Map.of("s3:prefix", prefix) : Map.of()));
    }
  }

  private void write(String location) {
    calls.add(Call.of("s3:ListBucketMultipartUploads", bucket(location)));
    objects(TO_WRITE, location);
  }

  private void objects(List<String> actions, String location) {
    actions.forEach(
        action -> calls.add(Call.of("s3:" + action, "arn:aws:s3:::" + location + "any-file")));
  }

  private static String bucket(String location) {
    return "arn:aws:s3:::" + location.substring(0, location.indexOf('/'));
  }
}
