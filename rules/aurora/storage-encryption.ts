import type { Property, Resource } from '../../engine/model/resource.ts';
import { CLUSTER, isAurora } from '../../engine/queries/db-clusters.ts';
import { type Switch, switchRule } from '../../engine/review/switch.ts';
import { ENCRYPTED_SINCE } from './facts.ts';

/** Where its data comes from, and its encryption with it. */
const SOURCES = ['SnapshotIdentifier', 'SourceDBClusterIdentifier', 'SourceDbClusterResourceId', 'ReplicationSourceIdentifier', 'GlobalClusterIdentifier'] as const;

export default switchRule({
	id: 'aurora/storage-encryption',
	title: 'Clusters say that they are encrypted',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: ENCRYPTED_SINCE.source,
	on: [CLUSTER, 'AWS::RDS::GlobalCluster'],
	property: 'StorageEncrypted',
	effect: 'replaces the resource',
	message(cluster, setting) {
		if (namesKey(cluster)) return `${cluster.name} names a key and is not encrypted with it; RDS wants ${setting.label} with a key.`;
		const today = `one that was made before ${ENCRYPTED_SINCE.table} is not encrypted, a newer one is with a key of AWS's own, whatever the design says (as of ${ENCRYPTED_SINCE.asOf}).`;
		return setting.exists === 'no' ? `${cluster.name} does not say that it is encrypted: ${today}` : `${cluster.name} asks for no encryption: ${today}`;
	},
	fix: cluster => `Encrypt ${cluster.name}`,
	grade,
});

function grade(cluster: Resource, setting: Property): ReturnType<NonNullable<Switch['grade']>> {
	if (cluster.type === CLUSTER && (isAurora(cluster) !== 'yes' || cluster.at('EngineMode').is('serverless') !== 'no')) return undefined;
	const sources = cluster.type === CLUSTER ? SOURCES : ['SourceDBClusterIdentifier'];
	if (sources.some(name => cluster.at(name).exists !== 'no')) return undefined;
	if (namesKey(cluster)) return 'error';
	return setting.exists === 'no' ? 'hint' : 'warning';
}

function namesKey(cluster: Resource): boolean {
	const key = cluster.type === CLUSTER ? cluster.at('KmsKeyId') : undefined;
	return key?.exists === 'yes' && key.is('') !== 'yes';
}
