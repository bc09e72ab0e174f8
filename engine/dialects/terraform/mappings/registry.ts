/** All mapping tables, by Terraform's type and by AWS's. */
import type { Mapping } from '../mapping.ts';
import { backup } from './backup.ts';
import { cloudfront } from './cloudfront.ts';
import { compute } from './compute.ts';
import { containers } from './containers.ts';
import { delivery } from './delivery.ts';
import { dynamodb } from './dynamodb.ts';
import { efs } from './efs.ts';
import { eventbridge } from './eventbridge.ts';
import { firehose } from './firehose.ts';
import { iam } from './iam.ts';
import { kms } from './kms.ts';
import { lambda } from './lambda.ts';
import { messaging } from './messaging.ts';
import { network } from './network.ts';
import { observability } from './observability.ts';
import { rds } from './rds.ts';
import { s3 } from './s3.ts';
import { securityGroups } from './security-groups.ts';
import { ssm } from './ssm.ts';

export const mappings: readonly Mapping[] = [
	...s3, ...kms, ...dynamodb, ...rds, ...securityGroups, ...network, ...compute, ...containers, ...delivery, ...backup, ...efs, ...lambda, ...messaging, ...eventbridge, ...firehose, ...cloudfront, ...observability, ...ssm, ...iam,
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
	return byTerraform.get(terraform) ?? [];
}

/** The tables that say something of a CloudFormation type. */
export function mappingsTo(type: string): readonly Mapping[] {
	return byType.get(type) ?? [];
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
	const mapped = mappingsOf(terraform).find(mapping => mapping.kind === 'resource')?.attributes ?? {};
	const found = Object.entries(mapped).find(([, aws]) => aws === attribute)?.[0];
	return found ?? (attribute === 'Arn' ? 'arn' : attribute === 'Ref' ? 'id' : undefined);
}
