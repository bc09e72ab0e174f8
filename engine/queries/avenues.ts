/** Ways by which somebody gets at a resource: what a reader wants to know of its access in the end, and what stops it. */
import type { Property, Resource } from '../model/resource.ts';
import { type Answer, type Condition, both, not } from '../model/value.ts';
import { describeCallers } from '../policy/callers.ts';
import { describeAccess, needsAccount, tellingOf } from '../policy/describe.ts';
import type { Grant } from '../policy/grants.ts';

export interface Avenue {
	readonly via: 'policy' | 'acl' | 'access point' | 'distribution' | 'website';
	readonly who:
		| 'public' | 'any account'
		/** Everyone whom a condition fixes. */
		| 'narrowed'
		| 'accounts' | 'services'
		/** The design's own account as a whole: each of its identities, if its own policies allow it. */
		| 'own account'
		| 'own identities'
		| 'unknown';
	/** Subject of a sentence: `anyone on the internet`. */
	readonly caller: string;
	/** Completes "can …", with the conditions that requests must meet: `read every object, under a condition on aws:Referer`. */
	readonly may: string;
	/** Where the design says so. */
	readonly at: Property;
	/** The distribution or access point in between. */
	readonly through?: Resource;
	readonly when: readonly Condition[];
	readonly stop?: Stop;
	/** Whether it is open in the end. */
	readonly answer: Answer;
}

export interface Stop {
	/** Maybe: it can be that it does not stop anybody. */
	readonly answer: 'yes' | 'maybe';
	readonly by: 'block public access' | 'object ownership' | 'denial' | 'bucket policy' | 'distribution';
	/** Completes "stopped by …": `BlockPublicPolicy of the account`. */
	readonly words: string;
	readonly at?: Property;
}

export interface Access {
	/** The open ones first, those of strangers before others. */
	readonly avenues: readonly Avenue[];
	/** No: there can be others that the design does not show. */
	readonly complete: boolean;
}

const KINDS: Readonly<Record<Grant['to'], Avenue['who']>> = {
	'public': 'public', 'narrowed': 'narrowed', 'own account': 'own account', 'own identity': 'own identities', 'account': 'accounts', 'identity': 'accounts', 'service': 'services',
	'origin access identity': 'services', 'other': 'accounts', 'unknown': 'unknown',
};

/** The avenues that a policy's grants open; whom one statement lets in for the same reasons are told as one. `told`: condition keys that need no mention. */
export function avenuesOf(grants: readonly Grant[], via: Avenue['via'], stopOf: (grant: Grant) => Stop | undefined, told: RegExp = /^$/): Avenue[] {
	const alike = new Map<string, Grant[]>();
	for (const grant of grants) {
		const { statement, to, answer, when, denial, fixed, actions } = grant;
		const key = JSON.stringify([statement.property.path, to, answer, when, denial?.property.path, fixed.map(one => one.property.path), actions.items.map(one => one.pattern.text)]);
		alike.set(key, [...alike.get(key) ?? [], grant]);
	}
	return [...alike.values()].map(same => {
		const first = same[0]!;
		const telling = first.to === 'public' ? tellingOf(first) : undefined;
		const said = [...first.fixed, ...telling ? [telling] : [], ...first.statement.conditions.clauses.filter(clause => told.test(clause.key))];
		return avenue({
			via, who: first.to === 'public' && needsAccount(first) ? 'any account' : KINDS[first.to], when: first.when, at: first.principal?.property ?? first.principals.property,
			caller: describeCallers(same), may: describeAccess(first, said),
		}, first.answer, first.denial ? { answer: 'yes', by: 'denial', words: 'a statement that denies it', at: first.denial.property } : stopOf(first));
	});
}

/** What of it is open in the end: `granted`, unless something stops it. */
export function avenue(parts: Omit<Avenue, 'answer' | 'stop'>, granted: Answer, stop: Stop | undefined): Avenue {
	return { ...parts, ...(stop && { stop }), answer: both(granted, stop ? not(stop.answer) : 'yes') };
}

const byAnswer: readonly Answer[] = ['yes', 'maybe', 'no'];
const byWho: readonly Avenue['who'][] = ['public', 'any account', 'narrowed', 'unknown', 'accounts', 'services', 'own identities', 'own account'];

export function inOrder(avenues: readonly Avenue[]): Avenue[] {
	return [...avenues].sort((a, b) => byAnswer.indexOf(a.answer) - byAnswer.indexOf(b.answer) || byWho.indexOf(a.who) - byWho.indexOf(b.who));
}
