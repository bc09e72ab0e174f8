/**
 * Which versions of Terraform and of the AWS provider a design demands at least, as far as it decides what can be written.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
import type { Value } from '../../model/value.ts';
import type { Evaluator } from './evaluate.ts';
import type { Instance } from './instances.ts';
import { settled } from './values.ts';

type Version = readonly [major: number, minor: number];

/**
 * Write-only arguments came with Terraform 1.11 (https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only) and, of the AWS provider, with
 * late releases of version 5; all of 6 has them.
 */
const TERRAFORM: Version = [1, 11], PROVIDER: Version = [6, 0];

/** Whether the module of an instance, or one that calls it, is certain to run where arguments can be write-only, and does not encrypt what is kept of others, as OpenTofu can. */
export function demandsWriteOnly({ evaluator }: Instance): boolean {
	const demands = [];
	for (let at: Evaluator | undefined = evaluator; at; at = at.call?.evaluator) demands.push(...demandsOf(at));
	return !demands.some(one => one.encrypts) && demands.some(one => isAtLeast(one.terraform, TERRAFORM)) && demands.some(one => isAtLeast(one.provider, PROVIDER));
}

function* demandsOf(evaluator: Evaluator): Iterable<{ terraform: Value; provider: Value | undefined; encrypts: boolean }> {
	const { blocks } = evaluator.module;
	// Further blocks without labels are numbered (see Reader.unused).
	for (let count = 1, block = blocks.get('terraform'); block; block = blocks.get(`terraform ${++count}`)) {
		evaluator.read(block);
		const scope = evaluator.plainScope(block);
		const providers = evaluator.argument(block, 'required_providers', scope);
		const named = providers.kind === 'list' ? providers.items[0] : providers;
		const aws = named?.kind === 'map' ? named.entries.get('aws')?.value : undefined;
		yield {
			terraform: evaluator.argument(block, 'required_version', scope), provider: aws?.kind === 'map' ? aws.entries.get('version')?.value : aws,
			encrypts: evaluator.argument(block, 'encryption', scope).kind !== 'absent',
		};
	}
}

/** Of several conditions all hold: one that leaves out what is older is enough. */
function isAtLeast(constraint: Value | undefined, [major, minor]: Version): boolean {
	const value = constraint && settled(constraint);
	if (value?.kind !== 'known') return false;
	return String(value.scalar).split(',').some(condition => {
		const [, one, two = '0'] = /^\s*(?:>=|~>|>|=)?\s*(\d+)(?:\.(\d+))?/.exec(condition) ?? [];
		return one !== undefined && (Number(one) > major || (Number(one) === major && Number(two) >= minor));
	});
}
