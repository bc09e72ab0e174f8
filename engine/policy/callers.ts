/** Says in plain English to whom a grant is made: subjects of sentences for hovers. */
import { listed } from '../model/listed.ts';
import type { Clause } from './conditions.ts';
import { describeStranger } from './describe.ts';
import type { Grant } from './grants.ts';
import { type Pattern, split } from './patterns.ts';
import { isOwn } from './principals.ts';

/** How conditions say who is meant, behind "anyone" or behind a name; their values stand for `@`. */
const ways: readonly { readonly key: RegExp; readonly text: string; readonly of?: Grant['to'] }[] = [
	{ key: /^aws:principalorgid$/, text: 'of the organization @' },
	{ key: /^aws:principalorgpaths$/, text: 'of @ of an organization' },
	{ key: /^(aws:principalaccount|kms:calleraccount)$/, text: 'of @' },
	{ key: /^aws:principalarn$/, text: 'who is @' },
	{ key: /^aws:principal(isawsservice|servicename|servicenameslist)$/, text: 'that is an AWS service' },
	{ key: /^aws:userid$/, text: 'whose user id is @' },
	{ key: /^aws:sourceip$/, text: 'from @' },
	{ key: /^aws:sourcevpc$/, text: 'from the VPC @' },
	{ key: /^aws:sourcevpce$/, text: 'through the VPC endpoint @' },
	{ key: /^aws:source(account|orgid)$/, text: 'on behalf of @', of: 'service' },
	{ key: /^aws:source(account|owner|orgid|orgpaths|arn)$/, text: 'for whom an AWS service calls on behalf of @' },
	{ key: /^s3:dataaccesspointaccount$/, text: 'through an access point of @' },
	{ key: /^s3:dataaccesspointarn$/, text: 'through the access point @' },
];
const UNKNOWN = 'that is not known here';
/** More values than this are counted. */
const MAX_VALUES = 2;

/** `account 111122223333`, `anyone of the organization o-1`, `anyone on the internet`. Several grants of one kind are named together. */
export function describeCallers(grants: readonly Grant[]): string {
	const [first] = grants;
	if (first!.to === 'public') return describeStranger(first!);
	const names = grants.map(nameOf);
	if (first!.to === 'own account') return 'this account';
	const word = first!.to === 'account' ? 'account' : first!.to === 'service' ? 'the service' : undefined;
	const subject = word ? `${word}${grants.length > 1 ? 's' : ''} ${few(names)}` : few(names);
	// Beside a name conditions only narrow it further.
	const ways = [...new Set(first!.fixed.map(one => wayOf(one, first!.to)))];
	return first!.to === 'narrowed' || ways.length === 0 ? subject : `${subject}, ${ways.join(' ')},`;
}

function nameOf(grant: Grant): string {
	const { principal, to, fixed } = grant;
	switch (to) {
		case 'narrowed': return ['anyone', ...new Set(fixed.map(one => wayOf(one, to)))].join(' ');
		case 'unknown': return 'somebody who is not known here';
		case 'account': return principal!.account!.text;
		case 'own identity': {
			const value = principal!.property.value;
			const resource = value?.kind === 'reference' ? principal!.property.resource.design.resource(value.target) : undefined;
			return resource ? resource.name : lastOf(principal!.pattern);
		}
		case 'identity': return `${lastOf(principal!.pattern)} of account ${principal!.account!.text}`;
		case 'origin access identity': return 'a CloudFront origin access identity';
		case 'other': {
			const { kind, pattern } = principal!;
			return kind === 'canonical user' ? 'an account that is named by its canonical id' : kind === 'provider' ? `users of ${pattern.text}` : `whoever ${pattern.text} is`;
		}
		default: return principal?.pattern.text ?? 'somebody';
	}
}

function wayOf(clause: Clause, to: Grant['to']): string {
	const way = ways.find(({ key, of }) => key.test(clause.key) && (!of || of === to));
	if (!way) return `whom a condition on ${clause.name} admits`;
	const values = clause.values.map(value => (/account$/.test(clause.key) ? `account ${textOf(value.pattern)}` : textOf(value.pattern)));
	const own = clause.values.length === 1 && isOwn(clause.values[0]!.pattern);
	return way.text.replace('@', () => (own ? 'this account' : values.length === 0 ? UNKNOWN : few(values, 'or')));
}

function textOf({ text }: Pattern): string {
	return text === '${…}' ? UNKNOWN : text;
}

function few(names: readonly string[], word: 'and' | 'or' = 'and'): string {
	const unique = [...new Set(names)];
	return unique.length > MAX_VALUES + 1 ? listed([...unique.slice(0, MAX_VALUES), `${unique.length - MAX_VALUES} more`], word) : listed(unique, word);
}

function lastOf(arn: Pattern): string {
	return split(arn, ':', 6).at(-1)!.text;
}
