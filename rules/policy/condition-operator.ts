import type { Change } from '../../engine/model/change.ts';
import { type Clause, operatorNames, readOperator } from '../../engine/policy/conditions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { statementsOf } from '../../engine/policy/document.ts';
import { moved } from '../../engine/policy/drafts.ts';
import { nearest } from '../../engine/policy/near.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

const SETS = ['ForAnyValue', 'ForAllValues'];

export default defineRule({
	id: 'policy/condition-operator',
	title: 'Every condition has an operator that IAM knows',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, design, report) {
		const said = new Set<string>();
		for (const { statement: { property, conditions: { clauses, open } }, when } of policiesIn(resource).flatMap(({ document }) => statementsOf(document))) {
			design.undecided(open);
			for (const [name, condition, site] of property.at('Condition').entries) {
				const flaw = flawOf(name);
				const id = JSON.stringify(site);
				if (!flaw || said.has(id)) continue;
				said.add(id);
				const changes = flaw.meant && renamed(clauses, name, flaw.meant);
				report(site, `${flaw.text}${flaw.meant ? `; ${flaw.meant} is meant, it seems` : ''}. IAM refuses the policy${describeWhen(when, condition)}.`, {
					...(changes && { fix: { title: `Write ${flaw.meant}`, change: change => change.changes.push(...changes) } }),
				});
			}
		}
	},
});

function flawOf(name: string): { readonly text: string; readonly meant?: string } | undefined {
	const { operator, set, ifExists } = readOperator(name);
	if (operator === 'Null' && ifExists) return { text: 'Null asks whether the request has the key, so that IfExists says nothing there', meant: 'Null' };
	if (operatorNames.includes(operator)) return undefined;
	const meant = meantBy(name);
	return { text: `IAM has no condition operator ${set ? `${operator} (in ${name})` : name}`, ...(meant && { meant }) };
}

/** The operator that is nearest, part by part. */
function meantBy(name: string): string | undefined {
	const [, set, operator = '', exists] = /^(?:([^:]*):)?(.*?)(if-?exists?)?$/is.exec(name)!;
	const sets = set === undefined ? [''] : nearest(set, SETS).map(one => `${one}:`);
	const bare = operatorNames.find(one => one.toLowerCase() === operator.toLowerCase());
	const operators = bare ? [bare] : nearest(operator, operatorNames);
	if (sets.length !== 1 || operators.length !== 1) return undefined;
	return `${sets[0]}${operators[0]}${exists && operators[0] !== 'Null' ? 'IfExists' : ''}`;
}

/** The changes that bring all conditions of an operator under another. */
function renamed(clauses: readonly Clause[], name: string, operator: string): readonly Change[] | undefined {
	const own = clauses.filter(({ property: { path } }) => path.at(-2) === name);
	return own.length > 0 ? moved(own, { operator }, clauses) : undefined;
}
