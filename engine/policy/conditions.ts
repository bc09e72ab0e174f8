/**
 * The conditions of a statement, and whether one holds of a request of which not everything is known.
 *
 * A {@link Context} says of a key which values the request has (none: the key is absent); of a key that it does not mention
 * nothing is known. What a condition means for the question "who is let in" is asked in narrowing.ts.
 */
import type { Property } from '../model/resource.ts';
import { type Answer, type Site, both, either, not } from '../model/value.ts';
import { compareIp } from './ip.ts';
import { type Pattern, covers, hasVariable, isOpaque, literal, split } from './patterns.ts';

export interface Clause {
	/** Without set prefix and `IfExists`, as AWS spells it: `StringNotLike`. */
	readonly operator: string;
	readonly set?: 'ForAnyValue' | 'ForAllValues';
	readonly ifExists: boolean;
	/** Lower case: keys are not case-sensitive. */
	readonly key: string;
	/** The key as it is written, for the reader. */
	readonly name: string;
	readonly keySite: Site;
	readonly values: readonly ConditionValue[];
	/** There may be further values that cannot be known. */
	readonly open: boolean;
	/** The value, or list of values. */
	readonly property: Property;
}

export interface ConditionValue {
	/** Wildcards are tokens where the operator knows wildcards, else plain characters. */
	readonly pattern: Pattern;
	readonly property: Property;
}

export interface ConditionSet {
	readonly clauses: readonly Clause[];
	/** There may be further conditions that cannot be known. */
	readonly open: boolean;
}

/** Key in lower case → the request's values; null: the request does not have the key. Keys that are missing here are unknown. */
export type Context = ReadonlyMap<string, readonly Pattern[] | null>;

const operators = new Map([
	'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike',
	'NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals',
	'DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals',
	'Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress', 'ArnEquals', 'ArnNotEquals', 'ArnLike', 'ArnNotLike', 'Null',
].map(name => [name.toLowerCase(), name]));

/** All operators, as AWS spells them. */
export const operatorNames: readonly string[] = [...operators.values()];

/** Splits `ForAnyValue:StringLikeIfExists`; an operator that IAM does not have keeps its name. */
export function readOperator(text: string): Pick<Clause, 'operator' | 'set' | 'ifExists'> {
	const [, prefix, rest] = /^(?:(ForAnyValue|ForAllValues):)?(.*)$/is.exec(text) as RegExpExecArray & [string, string | undefined, string];
	const bare = rest.replace(/IfExists$/i, '');
	const set = prefix && (prefix.toLowerCase() === 'foranyvalue' ? 'ForAnyValue' as const : 'ForAllValues' as const);
	return { operator: operators.get(bare.toLowerCase()) ?? bare, ifExists: bare !== rest, ...(set && { set }) };
}

/** Wildcards mean something to the operator. */
export function knowsWildcards(operator: string): boolean {
	return /Like$|^Arn/.test(operator);
}

export function isNegated(operator: string): boolean {
	return operator.includes('Not');
}

/** Whether all conditions hold. */
export function hold(conditions: ConditionSet, context: Context): Answer {
	return both(conditions.open ? 'maybe' : 'yes', ...conditions.clauses.map(clause => holds(clause, context)));
}

export function holds(clause: Clause, context: Context): Answer {
	const given = context.get(clause.key);
	if (given === undefined) return 'maybe';
	if (clause.operator === 'Null') return nullHolds(clause, given);
	if (given === null) return absent(clause);
	if (!operators.has(clause.operator.toLowerCase())) return 'maybe';
	const each = given.map(one => satisfies(clause, one));
	if (clause.set === 'ForAllValues') return both(...each);
	if (clause.set === 'ForAnyValue') return either(...each);
	// AWS does not say how an operator without a set prefix meets several values, only that it must have one.
	if (each.length > 1) return 'maybe';
	return isNegated(clause.operator) ? both(...each) : either(...each);
}

/** Whether the condition holds of a request that does not have the key. */
export function absent(clause: Clause): Answer {
	if (clause.operator === 'Null') return nullHolds(clause, null);
	if (clause.ifExists || clause.set === 'ForAllValues') return 'yes';
	if (clause.set === 'ForAnyValue') return 'no';
	return isNegated(clause.operator) ? 'yes' : 'no';
}

/** `Null: true` asks that the key be absent. */
function nullHolds(clause: Clause, given: readonly Pattern[] | null): Answer {
	return either(...clause.values.map((value): Answer => {
		const text = literal(value.pattern)?.toLowerCase();
		return text === 'true' ? (given === null ? 'yes' : 'no') : text === 'false' ? (given === null ? 'no' : 'yes') : 'maybe';
	}), ...(clause.open ? ['maybe' as const] : []));
}

function satisfies(clause: Clause, given: Pattern): Answer {
	const listed = either(...clause.values.map(value => matches(clause.operator, value.pattern, given)), ...(clause.open ? ['maybe' as const] : []));
	return isNegated(clause.operator) ? not(listed) : listed;
}

/** Whether one value of the request matches one of the policy, for the operator without its `Not`. */
function matches(operator: string, wanted: Pattern, given: Pattern): Answer {
	if (hasVariable(wanted)) return 'maybe';
	if (operator.startsWith('Arn')) return matchesArn(wanted, given);
	if (/IgnoreCase$/.test(operator)) return covers(fold(wanted), fold(given));
	if (operator.startsWith('String') || operator.startsWith('Binary')) return covers(wanted, given);
	const want = literal(wanted), have = literal(given);
	if (want === undefined || have === undefined) return 'maybe';
	if (operator.endsWith('IpAddress')) return compareIp(want, have);
	if (operator === 'Bool') return want.toLowerCase() === have.toLowerCase() ? 'yes' : 'no';
	const scale = operator.startsWith('Date') ? date : Number;
	return compare(operator, scale(have), scale(want));
}

/** ARNs are compared section by section, so that a wildcard in one section does not reach into the next. */
function matchesArn(wanted: Pattern, given: Pattern): Answer {
	const want = split(wanted, ':', 6), have = split(given, ':', 6);
	if (want.length < 6 || have.length < 6) {
		const hidden = wanted.text === '*' || wanted.tokens.some(isOpaque) || given.tokens.some(isOpaque);
		return hidden ? covers(wanted, given) : 'no';
	}
	return both(...want.map((section, index) => covers(section, have[index]!)));
}

function compare(operator: string, have: number, want: number): Answer {
	if (Number.isNaN(have) || Number.isNaN(want)) return 'no';
	const holds = /(LessThanEquals|LessThan|GreaterThanEquals|GreaterThan|Equals)$/.exec(operator)?.[1];
	switch (holds) {
		case 'LessThan': return have < want ? 'yes' : 'no';
		case 'LessThanEquals': return have <= want ? 'yes' : 'no';
		case 'GreaterThan': return have > want ? 'yes' : 'no';
		case 'GreaterThanEquals': return have >= want ? 'yes' : 'no';
		default: return have === want ? 'yes' : 'no';
	}
}

/** Seconds since 1970, from ISO 8601 or from a number. */
function date(text: string): number {
	return /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000;
}

function fold(one: Pattern): Pattern {
	return { ...one, tokens: one.tokens.map(token => (typeof token === 'string' ? token.toLowerCase() : token)) };
}
