/** Data sources of which a reader of the files knows something: where it runs, and policy documents. All others are unknown. */
import type { Pseudo, Site, Value } from '../../model/value.ts';
import type { Located } from './scope.ts';
import { policyDocument } from './policy-document.ts';
import { holding, moved, unknown } from './values.ts';

/** Attributes that say where the design is deployed, by data source type. */
export const PSEUDO: Record<string, Record<string, Pseudo['name']>> = {
	aws_caller_identity: { account_id: 'AWS::AccountId', id: 'AWS::AccountId' },
	aws_region: { name: 'AWS::Region', region: 'AWS::Region', id: 'AWS::Region' },
	aws_partition: { partition: 'AWS::Partition', id: 'AWS::Partition', dns_suffix: 'AWS::URLSuffix' },
};

/** An attribute of the data source with an id. */
export function dataAttribute({ evaluator, block, scope, multiplicity }: Located, id: string, name: string, site: Site): Value {
	// Several under one name are not the same.
	const identity = multiplicity ? undefined : `${id}.${name}`;
	const argument = (key: string) => evaluator.argument(block, key, scope);
	if (block.type === 'aws_iam_policy_document' && (name === 'json' || name === 'minified_json')) {
		return holding(unknown('the text of a policy document', site, identity), () => policyDocument(evaluator, block, scope));
	}
	const given = argument(name);
	if (given.kind !== 'absent') return moved(given, site);
	// An alias of the provider may lead to another account or region.
	const pseudo = argument('provider').kind === 'absent' ? PSEUDO[block.type]?.[name] : undefined;
	if (pseudo && argument('name').kind === 'absent') return { kind: 'pseudo', name: pseudo, site };
	const value = unknown('read from AWS when Terraform runs', site, identity);
	return SECRETS.has(block.type) ? { ...value, kept: { how: 'hidden', by: 'a secret of Secrets Manager' } } : value;
}

/** Data sources that read what is kept as a secret. */
const SECRETS: ReadonlySet<string> = new Set(['aws_secretsmanager_secret_version', 'aws_secretsmanager_random_password', 'aws_kms_secrets']);
