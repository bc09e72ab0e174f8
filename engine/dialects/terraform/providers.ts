/**
 * Which provider configuration makes a resource, and what it says of where: aliases lead to other regions and accounts, and modules
 * get theirs from their calls. https://developer.hashicorp.com/terraform/language/meta-arguments/providers
 */
import type { Value } from '../../model/value.ts';
import type { Evaluator } from './evaluate.ts';
import { type Expression, traversal, unframed } from './expression.ts';
import type { Instance } from './instances.ts';
import { type Block, nameOf } from './module.ts';
import { known, settled, unknown } from './values.ts';

interface ProviderConfiguration {
	readonly evaluator: Evaluator;
	readonly block: Block;
}

/** Undefined where it is not in the design (the default one may be written nowhere). */
function providerOf(instance: Instance): ProviderConfiguration | undefined {
	return configuration(instance.evaluator, providerName(instance) ?? instance.block.type.split('_')[0]!);
}

/** The configuration that a resource names: `aws.west`. */
export function providerName({ block }: Instance): string | undefined {
	const written = argumentOf(block, 'provider');
	return written && nameIn(written);
}

/** Region and account as far as they are stated, and the tags that the provider gives to all that it makes, for the attributes `@Region`, `@Account` and `@DefaultTags`. */
export function whereabouts(instance: Instance): { readonly region?: Value; readonly account?: Value; readonly tags?: Value } {
	const provider = providerOf(instance);
	provider?.evaluator.read(provider.block);
	// Since version 6 of the provider a resource can say its region itself.
	const own = instance.argument('region');
	const of = (name: string) => provider?.evaluator.argument(provider.block, name, provider.evaluator.plainScope(provider.block));
	const region = own.kind === 'absent' ? of('region') : own;
	const account = accountIn(of('assume_role')) ?? onlyItem(of('allowed_account_ids'));
	const tags = tagsIn(of('default_tags'));
	return { ...(region && region.kind !== 'absent' && { region }), ...(account && { account }), ...(tags && { tags }) };
}

function configuration(evaluator: Evaluator, name: string): ProviderConfiguration | undefined {
	const { module, call } = evaluator;
	const block = module.blocks.get(`provider.${name}`);
	if (block) return { evaluator, block };
	if (!call) return undefined;
	const passed = argumentOf(call.block, 'providers');
	const map = passed && unframed(passed);
	if (map?.kind === 'object') {
		const frame = passed?.kind === 'framed' ? passed : undefined;
		const given = map.entries.findLast(entry => (nameOf(entry.key) ?? traversal(entry.key)?.join('.')) === name)?.value;
		const local = given && nameIn(frame ? { ...frame, expression: given } : given);
		return local === undefined ? undefined : configuration(call.evaluator, local);
	}
	// Without a map only configurations without an alias are handed down.
	return name.includes('.') ? undefined : configuration(call.evaluator, name);
}

/** `aws.west`, written so, or as a string in Terraform's JSON syntax. */
function nameIn(expression: Expression): string | undefined {
	const inner = unframed(expression);
	return inner.kind === 'literal' && typeof inner.value === 'string' ? inner.value : traversal(inner)?.join('.');
}

function argumentOf(block: Block, name: string): Expression | undefined {
	return block.body.kind === 'object' ? block.body.entries.findLast(entry => nameOf(entry.key) === name)?.value : undefined;
}

/** The account of the role that the provider assumes. */
function accountIn(assumeRole: Value | undefined): Value | undefined {
	const block = assumeRole?.kind === 'list' ? assumeRole.items[0] : assumeRole;
	const arn = block?.kind === 'map' ? settled(block.entries.get('role_arn')?.value ?? block) : undefined;
	const account = arn?.kind === 'known' ? /^arn:[\w-]+:iam::(\d{12}):/.exec(String(arn.scalar))?.[1] : undefined;
	return account === undefined ? undefined : known(account, arn!.site);
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block */
function tagsIn(block: Value | undefined): Value | undefined {
	const only = block?.kind === 'list' && !block.open ? block.items[0] : block;
	if (only?.kind === 'map' && !only.open) return only.entries.get('tags')?.value;
	return only && only.kind !== 'absent' ? unknown('known only when Terraform runs', only.site) : undefined;
}

function onlyItem(list: Value | undefined): Value | undefined {
	return list?.kind === 'list' && list.items.length === 1 && !list.open ? list.items[0] : undefined;
}
