package com.ibm.weather.airlytics.jobs.aggregate.infra;

import static com.ibm.weather.airlytics.jobs.aggregate.infra.BrokenCopy.template;

import java.util.List;

class FunctionRoleCheckTest extends CheckTest {

  FunctionRoleCheckTest() {
    super(new FunctionRoleCheck());
  }

  @Override
  List<BrokenCopy> brokenCopies() {
    return List.of(
        template("  CheckLastDayFunctionRole:")
            .replace(
                "- !Sub [\"arn:${AWS::Partition}:s3:::${Bucket}\", { Bucket: !Select [2, !Split [\"/\", !Ref ConfigurationUri]] }]\n",
                "")
            .isFound(
                "CheckLastDayFunctionRole does not allow s3:ListBucket on arn:aws:s3:::airlytics-configuration"),
        template("  DailyAggregationFunctionRole:")
            .replace("s3:PutObject, s3:DeleteObject]", "s3:PutObject]")
            .isFound(
                "DailyAggregationFunctionRole does not allow s3:DeleteObject on arn:aws:s3:::airlytics-datalake-internal-prod/aggregations/"),
        template("  DailyAggregationFunctionRole:")
            .replace("[s3:GetObject, s3:PutObject", "[s3:PutObjectAcl, s3:GetObject, s3:PutObject")
            .isFound(
                "DailyAggregationFunctionRole allows s3:PutObjectAcl on arn:aws:s3:::airlytics-datalake-internal-prod/aggregations/*, which nothing needs"),
        template("  WindowAggregationFunctionRole:")
            .replace("athena:StopQueryExecution", "athena:GetQueryExecution")
            .isFound(
                "WindowAggregationFunctionRole does not allow athena:StopQueryExecution on arn:aws:athena:eu-west-1:123456789012:workgroup/"),
        template("  ExportCsvFunctionRole:")
            .replace("s3:::${CsvLocation}*", "s3:::${TargetLocation}*")
            .isFound(
                "ExportCsvFunctionRole does not allow s3:PutObject on arn:aws:s3:::airlytics-imports-internal/"),
        template("  ImportToUserDbFunctionRole:")
            .replace("!GetAtt ImportToUserDbFunctionLogs.Arn", "!GetAtt ExportCsvFunctionLogs.Arn")
            .isFound("ImportToUserDbFunctionRole does not allow logs:PutLogEvents"),
        template("  ImportToUserDbFunctionRole:")
            .replace("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret")
            .isFound("ImportToUserDbFunctionRole does not allow secretsmanager:GetSecretValue"),
        template("  ImportToUserDbFunctionRole:")
            .replace("- HasAirlockVpc", "- HasAirlockSecret")
            .isFound("ImportToUserDbFunctionRole does not allow ec2:CreateNetworkInterface on *"),
        template("  ImportToUserDbFunctionRole:")
            .replace("- ec2:DeleteNetworkInterface\n", "")
            .isFound("ImportToUserDbFunctionRole does not allow ec2:DeleteNetworkInterface"));
  }
}
