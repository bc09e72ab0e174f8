/** Which property names a resource: what `Ref`, or the end of its ARN, says when the design fixes it. An account has one resource of a type and a name in a region. */
const names: Record<string, string> = {
	'AWS::S3::Bucket': 'BucketName',
	'AWS::SQS::Queue': 'QueueName',
	'AWS::SNS::Topic': 'TopicName',
	'AWS::Lambda::Function': 'FunctionName',
	'AWS::DynamoDB::Table': 'TableName',
	'AWS::IAM::Role': 'RoleName',
	'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
	'AWS::RDS::DBCluster': 'DBClusterIdentifier',
	'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupName',
	'AWS::RDS::DBProxy': 'DBProxyName',
	'AWS::RDS::GlobalCluster': 'GlobalClusterIdentifier',
	'AWS::Backup::BackupVault': 'BackupVaultName',
	'AWS::KMS::Alias': 'AliasName',
};

/** The naming property of a resource type, or undefined where the type has none that matters here. */
export function nameProperty(type: string): string | undefined {
	return names[type];
}

/** The types whose names matter here. */
export const namedTypes: readonly string[] = Object.keys(names);
