/** All mapping tables, by Terraform's type and by AWS's. */
import { addableByCloudControl, cloudControl } from '../cloud-control.ts';
import type { Mapping } from '../mapping.ts';
import { athena } from './athena.ts';
import { autoscaling } from './autoscaling.ts';
import { backup } from './backup.ts';
import { cloudfront } from './cloudfront.ts';
import { compute } from './compute.ts';
import { containers } from './containers.ts';
import { dax } from './dax.ts';
import { delivery } from './delivery.ts';
import { dms } from './dms.ts';
import { dynamodb } from './dynamodb.ts';
import { efs } from './efs.ts';
import { elasticache } from './elasticache.ts';
import { eventbridge } from './eventbridge.ts';
import { firehose } from './firehose.ts';
import { glue } from './glue.ts';
import { iam } from './iam.ts';
import { kms } from './kms.ts';
import { lambda } from './lambda.ts';
import { messaging } from './messaging.ts';
import { network } from './network.ts';
import { observability } from './observability.ts';
import { rdsGroups } from './rds-groups.ts';
import { rds } from './rds.ts';
import { redshift } from './redshift.ts';
import { s3 } from './s3.ts';
import { secretsmanager } from './secretsmanager.ts';
import { securityGroups } from './security-groups.ts';
import { ssm } from './ssm.ts';

export const mappings: readonly Mapping[] = [
	...s3, ...kms, ...dynamodb, ...dax, ...rds, ...rdsGroups, ...redshift, ...dms, ...elasticache, ...athena, ...glue, ...securityGroups, ...network, ...compute, ...containers, ...delivery,
	...backup, ...efs, ...autoscaling, ...secretsmanager, ...lambda, ...messaging, ...eventbridge, ...firehose, ...cloudfront, ...observability, ...ssm, ...iam,
];

const byTerraform = grouped(mapping => mapping.terraform);
const byType = grouped(mapping => mapping.type);

function grouped(keyOf: (mapping: Mapping) => string): ReadonlyMap<string, readonly Mapping[]> {
	const groups = new Map<string, Mapping[]>();
	for (const mapping of mappings) groups.set(keyOf(mapping), [...groups.get(keyOf(mapping)) ?? [], mapping]);
	return groups;
}

/** What a Terraform resource type becomes; nothing for types that are not read. */
export function mappingsOf(terraform: string): readonly Mapping[] {
	const own = byTerraform.get(terraform);
	if (own) return own;
	const derived = cloudControl(terraform);
	return derived ? [derived] : [];
}

/**
 * The tables that say something of a CloudFormation type. What is written near a resource is of its provider where that has it:
 * near one of the Cloud Control provider that comes first, and there are no companions.
 */
export function mappingsTo(type: string, near?: Mapping): readonly Mapping[] {
	const all = byType.get(type) ?? [];
	if (!near?.values) return all;
	const derived = addableByCloudControl(type);
	return [...derived ? [derived] : [], ...all.filter(mapping => mapping.kind === 'resource')];
}

/** AWS's attribute for an attribute of a Terraform resource, or `=argument`; undefined where an argument of that name speaks for itself. */
export function attributeOf(terraform: string, name: string): string | undefined {
	const mapped = mappingsOf(terraform).find(mapping => mapping.attributes)?.attributes;
	if (mapped && Object.hasOwn(mapped, name)) return mapped[name];
	if (name === 'arn') return 'Arn';
	return name === 'id' ? 'Ref' : undefined;
}

/** Terraform's attribute for an attribute of AWS's; undefined where it has none. */
export function attributeFor(terraform: string, attribute: string): string | undefined {
	const mapping = mappingsOf(terraform).find(one => one.kind === 'resource');
	const found = Object.entries(mapping?.attributes ?? {}).find(([, aws]) => aws === attribute)?.[0];
	if (mapping?.values) return found ?? mapping.fields.find(({ to }) => to.length === 1 && to[0] === attribute)?.from[0];
	return found ?? (attribute === 'Arn' ? 'arn' : attribute === 'Ref' ? 'id' : undefined);
}
