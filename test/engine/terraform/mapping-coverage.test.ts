/** What rules ask for, Terraform must be able to answer: every property that a rule reads is mapped, or listed here with the reason why it is not. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mappings } from '../../../engine/dialects/terraform/mappings/registry.ts';
import { rules } from '../../../rules/index.ts';
import { filesBelow, inProject } from '../../../tools/files.ts';
import { createWorkspace } from '../../../workspace/create.ts';
import { loadGrammar } from '../../../workspace/grammar.ts';
import { casesOf } from '../../harness/cases.ts';
import { parsePage } from '../../harness/markdown.ts';
import { memoryFiles, memoryHistory } from '../../harness/review.ts';

/** Types, or a type and a property of it, that no mapping provides: why. */
const unmapped: Readonly<Record<string, string>> = {
	'AWS::EC2::SecurityGroupIngress SourceSecurityGroupName': 'CloudFormation only, from EC2-Classic: Terraform names groups by their ids',
	'AWS::DynamoDB::Table StreamSpecification.ResourcePolicy.PolicyDocument': 'Terraform attaches the policy of a stream by its ARN, which names no table',
	...Object.fromEntries(['Table', 'GlobalTable'].map(type => [`AWS::DynamoDB::${type} VectorIndexes`, 'the provider has no argument for vector indexes'])),
	...Object.fromEntries(['GcpMySQLSettings.Password', 'MicrosoftSqlServerSettings.Password', 'OracleSettings.AsmPassword'].map(path => [
		`AWS::DMS::Endpoint ${path}`, 'CloudFormation only: Terraform has one password for an endpoint, whatever its engine',
	])),
	'AWS::EC2::VPNConnection': 'Terraform gives each of the two tunnels arguments of its own, and no table has them yet',
	'AWS::IAM::User LoginProfile.Password': 'CloudFormation only: the provider makes the password up',
	...Object.fromEntries(['', '.Condition', '.Effect', '.Principal', '.Principal.AWS'].map(path => [
		`AWS::Events::EventBusPolicy Statement${path}`, 'CloudFormation only: Terraform has the parts of the statement as arguments',
	])),
	'AWS::DMS::Endpoint MongoDbSettings.Password': 'CloudFormation only: Terraform has one password for endpoints of all engines',
	'AWS::DMS::Endpoint NeptuneSettings.IamAuthEnabled': 'the provider has no argument for Neptune',
	'AWS::ElastiCache::ReplicationGroup PrimaryClusterId': 'CloudFormation only: the provider makes no group of a cluster that is there',
	'AWS::Redshift::Cluster HsmConfigurationIdentifier': 'the provider has no arguments for hardware security modules',
	'AWS::IAM::Policy': 'CloudFormation only: one policy for several identities; Terraform has one resource for each, such as AWS::IAM::RolePolicy',
	...Object.fromEntries(['Group', 'User'].flatMap(type => ['', '.PolicyDocument', '.PolicyDocument.Version', '.PolicyDocument.Statement.Condition', ...(type === 'Group' ? ['.PolicyName'] : [])].map(path => `AWS::IAM::${type} Policies${path}`)).map(name => [
		name, 'CloudFormation only: in Terraform the inline policies of users and groups are resources of their own',
	])),
	'AWS::Logs::LogGroup ResourcePolicyDocument': 'CloudFormation only: Terraform has policies of CloudWatch Logs as resources of their own, for the account',
	'AWS::Lambda::ResourcePolicy': 'CloudFormation only: Terraform has one resource for each permission',
	'AWS::S3Express::BucketPolicy': 'Terraform attaches policies to directory buckets as to all others, by AWS::S3::BucketPolicy',
	'AWS::SNS::TopicInlinePolicy': 'CloudFormation only: one topic\'s; in Terraform it is the policy of AWS::SNS::TopicPolicy',
	'AWS::SQS::QueueInlinePolicy': 'CloudFormation only: one queue\'s; in Terraform it is the policy of AWS::SQS::QueuePolicy',
	'AWS::RedshiftServerless::Namespace NamespaceResourcePolicy': 'Terraform attaches the policy by the ARN of the namespace, as a resource of its own',
	'AWS::RDS::DBInstance TdeCredentialPassword': 'CloudFormation only: the provider has no argument for it',
	'AWS::RDS::DBCluster PubliclyAccessible': 'CloudFormation only: the provider has no argument for a public cluster',
	'AWS::RDS::DBInstance DBClusterSnapshotIdentifier': 'CloudFormation only: Terraform restores no single instance from the snapshot of a cluster',
	'AWS::RDS::DBInstance SourceDBClusterIdentifier': 'CloudFormation only: Terraform makes no single instance a replica of a cluster',
	'AWS::Route53::RecordSetGroup': 'CloudFormation only: several records in one; Terraform has a resource for each',
	'AWS::S3::Bucket ObjectLockConfiguration.Rule.DefaultRetention.DefaultEventHold': 'CloudFormation only: the provider has no argument for it',
	'Custom::S3BucketNotifications': 'CloudFormation only: the CDK writes it',
	...Object.fromEntries(['', '.Endpoint', '.Protocol'].map(name => [`AWS::SNS::Topic Subscription${name}`, 'CloudFormation only: in Terraform every subscription is a resource of its own'])),
	...Object.fromEntries([
		'NoncurrentVersionExpirationInDays', 'NoncurrentVersionTransition', 'NoncurrentVersionTransition.StorageClass', 'NoncurrentVersionTransition.TransitionInDays', 'NoncurrentVersionTransition.NewerNoncurrentVersions',
		'Transition', 'Transition.StorageClass', 'Transition.TransitionDate', 'Transition.TransitionInDays',
	].map(name => [
		`AWS::S3::Bucket LifecycleConfiguration.Rules.${name}`, 'CloudFormation only: an older spelling of what Terraform has one spelling for',
	])),
};

/** `AWS::S3::Bucket VersioningConfiguration.Status` of all that rules ask in their cases. */
async function asked(): Promise<ReadonlySet<string>> {
	const found = new Set<string>();
	const checkPath = (type: string, path: string) => {
		if (path !== '' && !path.startsWith('@') && !type.startsWith('Plumbline::')) found.add(`${type} ${path.replace(/\[\d*\]/g, '')}`);
	};
	for (const path of ['rules', 'test/rules'].flatMap(folder => filesBelow(folder, one => /^[^/]+\/[^/]+\.md$/.test(one)).map(one => `${folder}/${one}`))) {
		for (const { files, baseline } of casesOf(parsePage(readFileSync(inProject(path), 'utf8')).fences)) {
			const texts = new Map(files.map(file => [file.path, file.text]));
			const workspace = createWorkspace(memoryFiles(texts), memoryHistory(baseline), rules, {
				checkPath, today: () => '2026-06-30', prepare: dialect => (dialect === 'terraform' ? loadGrammar() : undefined),
			});
			for (const name of texts.keys()) await workspace.review(`file:///case/${name}`);
		}
	}
	return found;
}

/** By type, AWS's patterns without brackets. */
const provided = new Map<string, string[]>();
for (const { type, fields } of mappings) provided.set(type, [...provided.get(type) ?? [], ...fields.map(field => field.to.filter(name => name !== '[]').join('.'))]);

/** A mapping gives the property, something within it, or (JSON, maps, readings by hand) all that stands around it. */
function isProvided(type: string, path: string): boolean {
	return provided.get(type)?.some(one => one === path || one.startsWith(`${path}.`) || path.startsWith(`${one}.`)) ?? false;
}

test('every property that rules read is mapped, or listed with a reason', async () => {
	const missing = new Set<string>();
	for (const one of await asked()) {
		const [type, path] = one.split(' ') as [string, string];
		if (!provided.has(type)) missing.add(type);
		else if (!isProvided(type, path)) missing.add(one);
	}
	// What is listed and is mapped by now, or read no more, shows as missing on the other side.
	expect([...missing].sort()).toEqual(Object.keys(unmapped).sort());
}, 180_000);
