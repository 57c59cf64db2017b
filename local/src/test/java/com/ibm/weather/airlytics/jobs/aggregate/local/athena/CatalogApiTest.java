package com.ibm.weather.airlytics.jobs.aggregate.local.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.TableMetadata;

class CatalogApiTest {

  private static final String CATALOG = "AwsDataCatalog";

  @TempDir private static Path folder;
  private static AthenaTestBed bed;

  @BeforeAll
  static void start() {
    bed = AthenaTestBed.in(folder);
    bed.succeed("CREATE DATABASE d COMMENT 'the data'");
    bed.succeed(
        "CREATE EXTERNAL TABLE d.t (a string, b bigint) PARTITIONED BY (day string)"
            + " STORED AS PARQUET LOCATION 's3://lake/t' TBLPROPERTIES ('colour' = 'red')");
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  @Test
  void theOnlyDataCatalogIsListed() {
    assertThat(bed.client().listDataCatalogs(request -> {}).dataCatalogsSummary())
        .singleElement()
        .satisfies(summary -> assertThat(summary.catalogName()).isEqualTo(CATALOG));
    assertThat(bed.client().getDataCatalog(request -> request.name(CATALOG)).dataCatalog().name())
        .isEqualTo(CATALOG);
  }

  @Test
  void databasesAreListedAndShown() {
    assertThat(bed.client().listDatabases(request -> request.catalogName(CATALOG)).databaseList())
        .extracting(Database::name)
        .contains("d", "default");
    assertThat(
            bed.client()
                .getDatabase(request -> request.catalogName(CATALOG).databaseName("d"))
                .database()
                .description())
        .isEqualTo("the data");
  }

  @Test
  void aTableIsShownWithColumnsPartitionKeysAndParameters() {
    TableMetadata table =
        bed.client()
            .getTableMetadata(r -> r.catalogName(CATALOG).databaseName("d").tableName("t"))
            .tableMetadata();

    assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
    assertThat(table.columns()).extracting(Column::name).containsExactly("a", "b");
    assertThat(table.columns()).extracting(Column::type).containsExactly("string", "bigint");
    assertThat(table.partitionKeys()).extracting(Column::name).containsExactly("day");
    assertThat(table.parameters())
        .containsEntry("location", "s3://lake/t/")
        .containsEntry("colour", "red");
  }

  @Test
  void whatDoesNotExistIsMissed() {
    assertThatThrownBy(
            () ->
                bed.client()
                    .getTableMetadata(
                        r -> r.catalogName(CATALOG).databaseName("d").tableName("gone")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining("EntityNotFoundException")
        .hasMessageContaining("d.gone");
    assertThatThrownBy(
            () -> bed.client().getDatabase(r -> r.catalogName(CATALOG).databaseName("gone")))
        .isInstanceOf(MetadataException.class);
  }

  @Test
  void tablesAreListedInPages() {
    bed.succeed("CREATE DATABASE many");
    IntStream.range(10, 65)
        .forEach(
            i ->
                bed.succeed(
                    "CREATE EXTERNAL TABLE many.t%d (a int) LOCATION 's3://lake/many/'"
                        .formatted(i)));

    var first = bed.client().listTableMetadata(r -> r.catalogName(CATALOG).databaseName("many"));
    var rest =
        bed.client()
            .listTableMetadata(
                r -> r.catalogName(CATALOG).databaseName("many").nextToken(first.nextToken()));
    var some =
        bed.client()
            .listTableMetadata(
                r -> r.catalogName(CATALOG).databaseName("many").expression("t1[0-3]"));

    assertThat(first.tableMetadataList()).hasSize(50);
    assertThat(rest.tableMetadataList()).extracting(TableMetadata::name).endsWith("t64").hasSize(5);
    assertThat(some.tableMetadataList()).hasSize(4);
  }

  @Test
  void primaryIsTheOnlyWorkGroup() {
    assertThat(
            bed.client().getWorkGroup(request -> request.workGroup("primary")).workGroup().name())
        .isEqualTo("primary");
    assertThatThrownBy(() -> bed.client().getWorkGroup(request -> request.workGroup("other")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("WorkGroup other is not found");
  }
}
