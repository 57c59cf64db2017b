package com.ibm.weather.airlytics.jobs.aggregate.infra.localstack;

import com.ibm.weather.airlytics.jobs.aggregate.functions.datalake.DataLakeContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The data lake on LocalStack's S3. */
@Tag("localstack")
@ExtendWith(LocalStack.class)
class DataLakeOnLocalStackIT extends DataLakeContract {

  DataLakeOnLocalStackIT(LocalStackClients clients) {
    super(clients.s3());
  }
}
