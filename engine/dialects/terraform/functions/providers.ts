/** Functions that the AWS provider brings along: `provider::aws::arn_parse`. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/functions/arn_parse */
import { type TextPart, text } from '../../../model/value.ts';
import { failure, known, partsOf } from '../values.ts';
import { type TerraformFunction, mapOf, plain, string } from './function.ts';

const PARTS = ['partition', 'service', 'region', 'account_id', 'resource'] as const;

const arnParse = plain(([arn], context) => {
	if (arn?.kind !== 'known') return context.unknown();
	const [prefix, ...parts] = String(arn.scalar).split(':');
	if (prefix !== 'arn' || parts.length < PARTS.length) return failure('it is no ARN', context.site);
	const values = [...parts.slice(0, PARTS.length - 1), parts.slice(PARTS.length - 1).join(':')];
	return mapOf(new Map(PARTS.map((name, index) => [name, { key: context.site, value: known(values[index]!, context.site) }])), context.site);
});

const arnBuild = plain((args, context) => {
	const parts = args.map(arg => partsOf(arg));
	if (parts.length !== PARTS.length || parts.includes(undefined)) return failure('an ARN has five parts', context.site);
	return text(['arn', ...parts.flatMap(part => [':', ...part!])] satisfies TextPart[], context.site);
});

/** Roles are known to many services without their paths. */
const trimRolePath = string(arn => {
	const [, before, role] = /^(arn:[\w-]+:iam::\d*:role\/)(.+)$/.exec(arn) ?? [];
	return role === undefined ? undefined : `${before}${role.slice(role.lastIndexOf('/') + 1)}`;
});

export const providers: Record<string, TerraformFunction> = {
	'provider::aws::arn_parse': arnParse, 'provider::aws::arn_build': arnBuild, 'provider::aws::trim_iam_role_path': trimRolePath,
};
