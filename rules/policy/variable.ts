import { distance } from 'fastest-levenshtein';
import { globalKeys, iamDate } from '../../engine/aws/iam.ts';
import type { DraftPseudo } from '../../engine/model/change.ts';
import { draftOfText } from '../../engine/model/draft.ts';
import type { Property } from '../../engine/model/resource.ts';
import type { TextPart } from '../../engine/model/value.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import type { Statement } from '../../engine/policy/document.ts';
import { VERSION } from '../../engine/policy/drafts.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { type WrittenVariable, isKey, keysFor, variablesIn } from '../../engine/policy/variables.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';

/** What is wrong with a variable, and what should stand for it; `doubt` where AWS may have learnt it since. */
interface Fault {
	readonly what: string;
	readonly meant?: string | TextPart | undefined;
	readonly doubt?: true;
}

interface FaultAt extends Fault {
	readonly variable: WrittenVariable;
}

/** Stands for a part of a text that is not known. */
const UNKNOWN = '\0';
const PSEUDO: readonly string[] = ['AWS::AccountId', 'AWS::Region', 'AWS::Partition'] satisfies DraftPseudo['#pseudo'][];

export default defineRule({
	id: 'policy/variable',
	title: 'Policy variables are ones that IAM replaces',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
	on: policyTypes(),
	fixes: 'choice',
	review(resource, _design, report) {
		for (const { document } of policiesIn(resource)) {
			// In the first version of the language they are plain text.
			if (!document.property.alternatives.every(policy => policy.at('Version').is(VERSION) === 'yes')) continue;
			const found = across(document, ({ statements }) => statements.flatMap(placesIn).map(([place, reason]) => ({ place, faults: faultsAt(place, reason) })).filter(({ faults }) => faults.length > 0), ({ place }) => place.path);
			for (const [{ place, faults }, when] of found) {
				const fix = replacing(place, faults), what = new Set(faults.map(({ variable, what }) => `${variable.text.replaceAll(UNKNOWN, '…')} ${what}`));
				report(place, `${[...what].join('; ')}${describeWhen(when, place)}.`, { ...(fix && { fix }), ...(faults.every(({ doubt }) => doubt) && { severity: 'warning' }) });
			}
		}
	},
});

/** Where variables may stand, and where they may not, with the reason. */
function placesIn({ actions, resources, principals, conditions }: Statement): readonly (readonly [place: Property, reason?: string])[] {
	const elsewhere = 'is taken literally here: variables work in Resource and Condition';
	return [
		...resources.items.map(({ property }) => [property] as const),
		...[...actions.items, ...principals?.items ?? []].map(({ property }) => [property, elsewhere] as const),
		...conditions.clauses.flatMap(({ operator, values }) => {
			const reason = /^(Numeric|Date|Bool|Binary|Null|(Not)?Ip)/.test(operator) ? `is taken literally by ${operator}: variables work with operators on strings and ARNs` : undefined;
			return values.map(({ property }) => (reason ? [property, reason] as const : [property] as const));
		}),
	];
}

function faultsAt(place: Property, reason: string | undefined): FaultAt[] {
	const text = place.textParts?.map(part => (typeof part === 'string' ? part : UNKNOWN)).join('') ?? '';
	const foreign = [...text.matchAll(/&\{([\w.:/-]+)\}/g)].filter(([, key]) => isKey(key!))
		.map(([whole, inner = '']) => ({ variable: { text: whole, inner, closed: true }, what: 'is plain text here: a policy variable begins with $', meant: `\${${inner}}` }));
	return [...foreign, ...variablesIn(text).flatMap((variable): FaultAt[] => {
		const fault = faultOf(variable, place) ?? (reason !== undefined && isKey(variable.inner.split(',')[0]!) ? { what: reason } : undefined);
		return fault ? [{ ...fault, variable }] : [];
	})];
}

function faultOf({ text, inner, closed }: WrittenVariable, { resource }: Property): Fault | undefined {
	const [, key = '', fallback] = /^([^,]*)(,[\s\S]*)?$/.exec(inner)!, name = key.trim();
	// In a file of its own, what has no prefix is left to whoever fills it in.
	if (resource.partial && !/^[^:]+:[^:]/.test(name)) return undefined;
	if (!closed) {
		const known = /^[\w-]+:[\w-]+/.exec(name)?.[0];
		return { what: 'has no closing brace, so it is no variable', meant: known && isKey(known) ? `\${${known}}${text.slice(2 + known.length)}` : undefined };
	}
	if (inner.includes(UNKNOWN)) return undefined;
	if (name === '') return { what: 'names no condition key' };
	if (fallback !== undefined && !/^,\s*'([^']|'')*'\s*$/.test(fallback)) return { what: 'has a default that is not in single quotes', meant: `\${${name}, '${fallback.slice(1).trim().replaceAll('\'', '')}'}` };
	if (name.startsWith('AWS::')) return { what: 'is plain text here, and no policy variable', meant: PSEUDO.includes(name) ? { kind: 'pseudo', name: name as DraftPseudo['#pseudo'], site: resource.site } : undefined };
	if (!name.includes(':')) return { what: 'is plain text here: a policy variable is a condition key, such as aws:username', meant: withoutPrefix(name, resource) };
	if (name !== key || /\s/.test(name)) return { what: 'has a space, so it is no variable', meant: /\s/.test(name) ? undefined : `\${${name}${fallback ?? ''}}` };
	return isKey(name) ? undefined : unknownKey(name, fallback ?? '');
}

/** A global key without its prefix, or a resource of the design by its name. */
function withoutPrefix(name: string, { design, site }: Property['resource']): Fault['meant'] {
	const [target, attribute = 'Ref'] = name.split('.');
	if (globalKeys.has(`aws:${name.toLowerCase()}`)) return `\${aws:${name}}`;
	return design.resource(target!) ? { kind: 'reference', target: target!, attribute, site } : undefined;
}

function unknownKey(name: string, fallback: string): Fault | undefined {
	const low = name.toLowerCase(), keys = keysFor(low);
	if (keys.some(key => key.name.toLowerCase() === `${low}/*`)) return { what: 'needs the name of a tag behind it' };
	const near = keys.find(key => !key.name.includes('*') && low.length > 6 && distance(key.name.toLowerCase(), low) <= 2);
	if (near) return { what: `is no condition key: ${near.name} is meant`, meant: `\${${near.name}${fallback}}` };
	return low.startsWith('aws:') ? { what: `is no condition key that AWS's list of ${iamDate} has`, doubt: true } : undefined;
}

/** Puts right what stands there, if all of it can be. */
function replacing(place: Property, faults: readonly FaultAt[]): FixSpec | undefined {
	let parts = place.textParts ?? [];
	for (const { variable: { text }, meant } of faults) {
		if (meant === undefined) return undefined;
		parts = parts.flatMap((part): readonly TextPart[] => (typeof part === 'string' ? part.split(text).flatMap((piece, index) => (index === 0 ? [piece] : [meant, piece])) : [part])).filter(part => part !== '');
	}
	const joined = parts.every(part => typeof part === 'string') ? parts.join('') : draftOfText(parts), [{ variable, meant }] = faults as readonly [FaultAt];
	const title = faults.length > 1 ? 'Correct the variables' : typeof meant === 'string' ? `Write ${meant}` : `Put in the value of ${variable.inner}`;
	return joined === undefined ? undefined : { title, change: change => change.set(place, joined) };
}
