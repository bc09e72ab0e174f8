import type { Architecture } from '../../engine/model/architecture.ts';
import type { Property, Resource } from '../../engine/model/resource.ts';
import { either } from '../../engine/model/value.ts';
import { type ChangeBuilder, defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, encryptWith, hasOrigin, INSTANCE } from './facts.ts';

const SNAPSHOT = 'AWS::RDS::DBSnapshot', CLUSTER_SNAPSHOT = 'AWS::RDS::ClusterSnapshot';
const COPY = 'Plumbline::RDS::DBSnapshotCopy', CLUSTER_COPY = 'Plumbline::RDS::DBClusterSnapshotCopy';

export default defineRule({
	id: 'rds/snapshot-encryption',
	title: 'Snapshots are encrypted',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html',
	on: [SNAPSHOT, CLUSTER_SNAPSHOT, COPY, CLUSTER_COPY],
	fixes: 'choice',
	review(snapshot, design, report) {
		const copied = snapshot.type === COPY || snapshot.type === CLUSTER_COPY;
		if (copied && snapshot.at('KmsKeyId').exists !== 'no') return;
		const original = !copied ? snapshot : snapshot.type === COPY
			? design.follow(snapshot.at('SourceDBSnapshotIdentifier'), SNAPSHOT) : design.follow(snapshot.at('SourceDBClusterSnapshotIdentifier'), CLUSTER_SNAPSHOT);
		const clear = original && clearSource(original, design);
		if (!clear) return;
		const { database, encrypted } = clear;
		if (copied) report(snapshot, `${snapshot.name} copies a snapshot of ${database.name}, which is not encrypted, and names no key: the copy can be read by whoever may restore it.`, {
			related: [encrypted], fix: encryptWith(snapshot.at('KmsKeyId'), 'replaces the resource'),
		});
		else report(snapshot, `${snapshot.name} is not encrypted, because ${database.name} is not: whoever it is shared with reads all of it.`, {
			related: [encrypted],
			fix: [{ title: `Encrypt ${database.name}`, effect: 'replaces the resource', change: (change: ChangeBuilder) => void change.set(encrypted, true) }],
		});
	},
});

/** The database of a snapshot, where it is plainly not encrypted. Aurora encrypts what is new by itself, so that only a plain no counts there. */
function clearSource(snapshot: Resource, design: Architecture): { readonly database: Resource; readonly encrypted: Property } | undefined {
	const database = snapshot.type === SNAPSHOT ? design.follow(snapshot.at('DBInstanceIdentifier'), INSTANCE) : design.follow(snapshot.at('DBClusterIdentifier'), CLUSTER);
	if (!database) return undefined;
	const encrypted = database.at('StorageEncrypted');
	const origin = database.type === INSTANCE ? hasOrigin(database) : either(...['SnapshotIdentifier', 'SourceDBClusterIdentifier', 'ReplicationSourceIdentifier', 'GlobalClusterIdentifier'].map(name => database.at(name).exists));
	const plain = encrypted.is(true) === 'no' && (encrypted.exists === 'yes' || (origin === 'no' && (database.type === INSTANCE || database.at('Engine').is('mysql', 'postgres') === 'yes')));
	return plain ? { database, encrypted } : undefined;
}
