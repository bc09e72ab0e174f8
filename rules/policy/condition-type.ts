import { type IamKey, globalKeys, keyNamed } from '../../engine/aws/iam.ts';
import type { Property } from '../../engine/model/resource.ts';
import { type Clause, type ConditionValue, isNegated } from '../../engine/policy/conditions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { moved } from '../../engine/policy/drafts.ts';
import { readRange } from '../../engine/policy/ip.ts';
import { isForeign, keyOf } from '../../engine/policy/keys.ts';
import { isOpaque, literal } from '../../engine/policy/patterns.ts';
import { policyTypes } from '../../engine/queries/policies.ts';
import { clausesIn } from '../../engine/queries/policy-places.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ANY_VALUE_KEYS, MISFITS } from './facts/actions.ts';

interface Flaw {
	/** The value that is wrong; none where the operator does not fit the key. */
	readonly at?: Property;
	readonly text: string;
	readonly severity?: 'warning';
	/** The operator that fits. */
	readonly operator?: string;
}

export default defineRule({
	id: 'policy/condition-type',
	title: 'The operator of a condition fits its key and its values',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, design, report) {
		const said = new Set<string>();
		for (const { part: clause, statement, when } of clausesIn(resource)) {
			design.undecided(clause.values.some(({ pattern }) => pattern.tokens.some(isOpaque)));
			const key = isForeign(clause.name) ? undefined : keyOf(clause.name);
			const misfit = key && (misfitOf(clause, key) ?? singleOf(clause, key));
			for (const { at, text, severity, operator } of misfit ? [misfit] : [...clause.values.flatMap(value => valueFlaw(clause, value)), ...wildcardFlaw(clause)]) {
				const id = JSON.stringify(at?.path ?? clause.keySite);
				if (said.has(id)) continue;
				said.add(id);
				const changes = operator === undefined ? undefined : moved([clause], { operator }, statement.conditions.clauses);
				report(at ?? clause.keySite, `${text}${describeWhen(when, clause.property)}.`, {
					...(severity && { severity }),
					...(changes && { fix: { title: `Ask by ${operator}`, change: change => change.changes.push(...changes) } }),
				});
			}
		}
	},
});

/** An operator that reads the key's values as something that they are not. */
function misfitOf(clause: Clause, key: IamKey): Flaw | undefined {
	const family = familyOf(clause);
	const { mistaken, doubtful } = MISFITS[key.type];
	const certain = keyNamed(key.name, globalKeys) !== undefined;
	if (!family || !(mistaken.includes(family) || (certain && doubtful.includes(family))) || (key.name === 'aws:EpochTime' && family === 'Numeric')) return undefined;
	const ranges = key.type === 'IPAddress' && family === 'String' && clause.values.every(({ pattern }) => readRange(literal(pattern) ?? '') !== undefined);
	const wanted = { String: 'texts', ARN: 'ARNs', Bool: 'true or false', Numeric: 'numbers', Date: 'dates', IPAddress: 'IP addresses', Binary: 'binary values' }[key.type];
	return {
		text: `${clause.operator} does not fit ${clause.name}, whose values are ${wanted}: it never compares as meant`,
		...(ranges && { operator: withAffixes(clause, isNegated(clause.operator) ? 'NotIpAddress' : 'IpAddress') }),
	};
}

/** A key of many values under an operator for one. */
function singleOf(clause: Clause, key: IamKey): Flaw | undefined {
	if (!key.list || clause.set || clause.operator === 'Null' || !(keyNamed(key.name, globalKeys) ?? key.name.startsWith('dynamodb:'))) return undefined;
	const fits = ANY_VALUE_KEYS.has(key.name.toLowerCase()) && !isNegated(clause.operator);
	return {
		text: `${clause.name} can have several values in one request, and ${clause.operator} is for one: say ForAnyValue or ForAllValues before it`, severity: 'warning',
		...(fits && { operator: `ForAnyValue:${withAffixes(clause, clause.operator)}` }),
	};
}

function valueFlaw({ operator }: Clause, { pattern, property }: ConditionValue): Flaw[] {
	const text = literal(pattern);
	if (text === undefined || pattern.text.includes('${')) return [];
	const wrong = (what: string): Flaw[] => [{ at: property, text: `${text === '' ? 'An empty text' : `“${text}”`} is ${what}, which ${operator} wants: it never matches` }];
	switch (familyOf({ operator })) {
		case 'Bool': return /^(true|false)$/i.test(text) ? [] : wrong('neither true nor false');
		case 'Null': return /^(true|false)$/i.test(text) ? [] : wrong('neither true (no such key) nor false');
		case 'Numeric': return text.trim() !== '' && Number.isFinite(Number(text)) ? [] : wrong('no number');
		case 'Date': return /^\d+$/.test(text) || (/^\d{4}/.test(text) && !Number.isNaN(Date.parse(text))) ? [] : wrong('no date in ISO 8601 (2027-01-31T00:00:00Z) and no Unix time');
		case 'IpAddress': return readRange(text) ? [] : wrong('no IP address or CIDR range');
		case 'Arn': return text.startsWith('arn:') && text.split(':').length >= 6 ? [] : wrong('no ARN');
		default: return [];
	}
}

/** A star that the operator takes for a letter. */
function wildcardFlaw(clause: Clause): Flaw[] {
	if (!/^String(Not)?Equals/.test(clause.operator)) return [];
	const { values } = clause;
	const wild = values.filter(({ property }) => property.textParts?.some(part => typeof part === 'string' && part.replaceAll(/\$\{[^}]*\}/g, '').includes('*')));
	if (wild.length === 0) return [];
	const operator = clause.operator.endsWith('IgnoreCase') ? undefined : withAffixes(clause, clause.operator.replace('Equals', 'Like'));
	return [{
		at: wild[0]!.property, text: `${clause.operator} takes the * in “${wild[0]!.pattern.text}” for a letter: ${isNegated(clause.operator) ? 'only that very text is spared' : 'nothing but that very text matches'}`, severity: 'warning',
		...(operator && { operator }),
	}];
}

function familyOf({ operator }: Pick<Clause, 'operator'>): string | undefined {
	return /^(String|Numeric|Date|Bool|Binary|Arn|Null)|IpAddress$/.exec(operator)?.[0];
}

function withAffixes({ set, ifExists }: Clause, operator: string): string {
	return `${set ? `${set}:` : ''}${operator}${ifExists ? 'IfExists' : ''}`;
}
