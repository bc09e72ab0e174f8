import type { Property, Resource } from '../../engine/model/resource.ts';
import { CLUSTER, INSTANCE } from '../../engine/queries/db-clusters.ts';
import { sameTarget } from '../../engine/queries/same-target.ts';
import { either } from '../../engine/model/value.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';

/** What is not for members to say: much of it RDS answers with «Set … for the DB Cluster». */
const REFUSED = [
	'AllocatedStorage', 'BackupRetentionPeriod', 'DBName', 'DeletionProtection', 'Iops', 'KmsKeyId', 'ManageMasterUserPassword', 'MasterUsername', 'MasterUserPassword',
	'MaxAllocatedStorage', 'MultiAZ', 'StorageEncrypted', 'StorageThroughput', 'StorageType',
] as const;

/** What has no effect on a member. */
const IGNORED = ['CopyTagsToSnapshot', 'DeleteAutomatedBackups', 'EnableCloudwatchLogsExports', 'EnableIAMDatabaseAuthentication', 'Port', 'PreferredBackupWindow'] as const;

/** What a member may repeat, and may not say otherwise. */
const REPEATED = ['DBSubnetGroupName'] as const;

export default defineRule({
	id: 'aurora/instance-properties',
	title: 'What belongs to the cluster is said by the cluster alone',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html',
	on: INSTANCE,
	fixes: 'fix',
	review(instance, design, report) {
		const aurora = instance.at('Engine').exists === 'yes' ? instance.at('Engine').test(name => /^aurora/i.test(String(name))) : 'no';
		if (either(instance.at('DBClusterIdentifier').exists, aurora) !== 'yes') return;
		const cluster = design.follow(instance.at('DBClusterIdentifier'), CLUSTER);
		for (const name of REFUSED) {
			for (const written of writtenAt(instance, name)) {
				// An encryption that is not the cluster's is another rule's finding.
				if (name === 'StorageEncrypted' && cluster?.at(name).exists === 'yes' && cluster.at(name).is(true) !== 'yes') continue;
				say(report, written, cluster, 'RDS refuses or ignores it on a member of one');
			}
		}
		for (const name of IGNORED) for (const written of writtenAt(instance, name)) say(report, written, cluster, 'on a member it does nothing', 'warning');
		for (const name of REPEATED) {
			for (const written of writtenAt(instance, name)) if (cluster && sameTarget(written, cluster.at(name)) === 'no') say(report, written, cluster, `${cluster.name} says otherwise`);
		}
	},
});

function writtenAt(instance: Resource, name: string): readonly Property[] {
	// Off is what it is on a member anyway.
	return instance.at(name).alternatives.filter(one => one.exists === 'yes' && one.is(false) !== 'yes');
}

function say(report: Report, written: Property, cluster: Resource | undefined, why: string, severity?: 'warning'): void {
	const { resource, label } = written;
	report(written, `${label} of ${resource.name} belongs to the cluster${cluster ? ` ${cluster.name}` : ''}: ${why}.`, {
		key: true, ...(severity && { severity }), related: cluster ? [cluster] : [],
		fix: { title: `Remove ${label} from ${resource.name}`, change: change => change.remove(written) },
	});
}
