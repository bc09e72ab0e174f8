/**
 * Writes engine/aws/generated from AWS's own resource specification, for the resource types in scope. In properties.json are the
 * patterns of all properties (`A.B[].C`; `A.*` where any key goes): tests hold every path that a rule asks for against it. In
 * shapes.json is the same for the engine, and what identifies a resource.
 */
import { createRequire } from 'node:module';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { shapesOf } from './aws-shapes.ts';
import { inProject, readIfThere, stampOf, writeGenerated } from './files.ts';

/** Services whose types are all in scope. */
const services = [
	'ApplicationAutoScaling', 'Athena', 'AutoScaling', 'Backup', 'CloudFront', 'CloudTrail', 'CloudWatch', 'DAX', 'DMS', 'DynamoDB', 'EC2', 'ECR', 'ECS', 'EFS', 'ElastiCache', 'ElasticLoadBalancingV2',
	'Events', 'Glue', 'IAM', 'KMS', 'KinesisFirehose', 'Lambda', 'Logs', 'Organizations', 'Pipes', 'RDS', 'Redshift', 'RedshiftServerless', 'Route53', 'S3', 'S3Express',
	'S3ObjectLambda', 'S3Tables', 'SNS', 'SQS', 'Scheduler', 'SecretsManager', 'SSM',
];

/**
 * What a service's own API has, a Terraform resource can state, and CloudFormation has no property for. Names are the API's:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_AccessControlPolicy.html
 */
const beyondCloudFormation: Readonly<Record<string, readonly string[]>> = {
	'AWS::RDS::DBInstance': ['SkipFinalSnapshot', 'FinalDBSnapshotIdentifier'],
	'AWS::RDS::DBCluster': ['SkipFinalSnapshot', 'FinalDBSnapshotIdentifier', 'AllowMajorVersionUpgrade'],
	'AWS::RDS::DBSnapshot': ['SharedAccounts', 'SharedAccounts[]'],
	'AWS::RDS::ClusterSnapshot': ['SharedAccounts', 'SharedAccounts[]'],
	'AWS::Redshift::Cluster': ['SkipFinalClusterSnapshot', 'FinalClusterSnapshotIdentifier'],
	'AWS::ElastiCache::CacheCluster': ['FinalSnapshotIdentifier', 'ReplicationGroupId'],
	'AWS::ElastiCache::ReplicationGroup': ['FinalSnapshotIdentifier'],
	'AWS::S3::Bucket': ['AccessControlPolicy', 'AccessControlPolicy.Grants', 'AccessControlPolicy.Grants[].Grantee', 'AccessControlPolicy.Grants[].Grantee.URI', 'AccessControlPolicy.Grants[].Permission', 'RequestPaymentConfiguration', 'RequestPaymentConfiguration.Payer', 'VersioningConfiguration.MFADelete'],
};

type Database = ReturnType<typeof loadAwsServiceSpecSync>;
type Properties = ReturnType<typeof allResources>[number]['properties'];
type PropertyType = Properties[string]['type'];

const FOLDER = 'engine/aws/generated';
const GENERATED = ['properties.json', 'shapes.json'];
/** A type that contains itself is unfolded this often. */
const MOST_NESTING = 3;

export function generateAws(): void {
	const manifest = createRequire(import.meta.url).resolve('@aws-cdk/aws-service-spec/package.json');
	const stamp = stampOf(inProject('tools/generate-aws.ts'), inProject('tools/aws-shapes.ts'), manifest);
	if (readIfThere(inProject(FOLDER, 'stamp')) === stamp && GENERATED.every(name => readIfThere(inProject(FOLDER, name)))) return;
	const db = loadAwsServiceSpecSync();
	const resources = allResources(db).filter(resource => services.includes(resource.cloudFormationType.split('::')[1]!));
	const types: Record<string, string[]> = {};
	for (const resource of resources) {
		types[resource.cloudFormationType] = [...patterns(db, resource.properties), ...beyondCloudFormation[resource.cloudFormationType] ?? []].sort();
	}
	const sorted = Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1)));
	writeGenerated(inProject(FOLDER, 'properties.json'), JSON.stringify(sorted, undefined, '\t') + '\n');
	writeGenerated(inProject(FOLDER, 'shapes.json'), JSON.stringify(shapesOf(db, resources)) + '\n');
	writeGenerated(inProject(FOLDER, 'stamp'), stamp);
}

function allResources(db: Database) {
	return db.all('resource');
}

function patterns(db: Database, properties: Properties): string[] {
	const found = new Set<string>();
	const walk = (at: string, type: PropertyType, above: readonly string[]): void => {
		found.add(at);
		switch (type.type) {
			case 'array': walk(`${at}[]`, type.element, above); break;
			case 'map': walk(`${at}.*`, type.element, above); break;
			case 'union': for (const one of type.types) walk(at, one, above); break;
			case 'json': found.add(`${at}.*`); break;
			case 'tag': for (const name of ['Key', 'Value']) found.add(`${at}.${name}`); break;
			case 'ref': {
				const definition = db.get('typeDefinition', type.reference.$ref);
				const deep = above.filter(id => id === definition.$id).length >= MOST_NESTING;
				if (deep) found.add(`${at}.*`);
				else for (const [name, property] of Object.entries(definition.properties)) walk(`${at}.${name}`, property.type, [...above, definition.$id]);
			}
		}
	};
	for (const [name, property] of Object.entries(properties)) walk(name, property.type, []);
	return [...found].sort();
}
