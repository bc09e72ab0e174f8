import type { Clause } from '../../engine/policy/conditions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Scenario, statementsOf } from '../../engine/policy/document.ts';
import { type Move, moved } from '../../engine/policy/drafts.ts';
import { literal } from '../../engine/policy/patterns.ts';
import { firstTime } from '../../engine/queries/policy-places.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';

const KEY = 'aws:multifactorauthpresent';

export default defineRule({
	id: 'policy/mfa-condition',
	title: 'A condition on MFA also meets requests that say nothing of it',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, design, report) {
		const isNew = firstTime();
		for (const { statement, scenario, when } of policiesIn(resource).flatMap(({ document }) => statementsOf(document))) {
			const { effect, conditions: { clauses } } = statement;
			for (const clause of clauses) {
				const wanted = clause.key === KEY ? wantedBy(clause) : undefined;
				design.undecided(clause.key === KEY && wanted === undefined && clause.operator !== 'Null');
				const flaw = wanted === undefined ? undefined : effect === 'Deny' ? denial(clause, wanted, scenario, clauses) : effect === 'Allow' ? grant(clause, wanted, clauses) : undefined;
				if (flaw && isNew(clause.property)) report(clause.values[0]!.property, `${flaw.text}${describeWhen(when, clause.property)}.`, { ...(flaw.fix && { fix: flaw.fix }) });
			}
		}
	},
});

/** The only value that the condition asks for. */
function wantedBy({ operator, set, values, open }: Clause): 'true' | 'false' | undefined {
	const [only, ...others] = values;
	const text = only && literal(only.pattern)?.toLowerCase();
	return !open && !set && others.length === 0 && /^(Bool|StringEquals(IgnoreCase)?)$/.test(operator) && (text === 'true' || text === 'false') ? text : undefined;
}

interface Flaw {
	readonly text: string;
	readonly fix?: FixSpec;
}

function denial(clause: Clause, wanted: string, scenario: Scenario, beside: readonly Clause[]): Flaw | undefined {
	if (wanted !== 'false' || clause.ifExists || scenario.open || scenario.statements.some(isWithout)) return undefined;
	return {
		text: `Requests with long-term access keys do not have ${clause.name}, so that ${clause.operator} is false of them, and they pass without MFA: BoolIfExists denies them too`,
		...fixOf('Deny requests without the key, too', clause, { operator: 'BoolIfExists' }, beside),
	};
}

/** Another denial speaks of requests that do not have the key, or that of the age. */
function isWithout({ effect, conditions }: Scenario['statements'][number]): boolean {
	return effect === 'Deny' && conditions.clauses.some(({ key, operator, values }) => operator === 'Null' && key.startsWith('aws:multifactorauth') && values.some(({ pattern }) => literal(pattern)?.toLowerCase() === 'true'));
}

function grant(clause: Clause, wanted: string, beside: readonly Clause[]): Flaw | undefined {
	if (wanted === 'false') {
		return {
			text: `The statement allows what was asked for without MFA${clause.ifExists ? '' : ', and nothing that was asked for with it'}`,
			...(clause.ifExists ? fixOf('Demand MFA', clause, { operator: 'Bool', value: 'true' }, beside) : {
				fix: { title: 'Demand MFA', effect: 'changes behaviour', change: change => change.set(clause.values[0]!.property, 'true') },
			}),
		};
	}
	return clause.ifExists ? {
		text: `Requests with long-term access keys do not have ${clause.name}, so that ${clause.operator}IfExists is true of them, and they are allowed without MFA: Bool demands it`,
		...fixOf('Demand that the key is there', clause, { operator: 'Bool' }, beside),
	} : undefined;
}

function fixOf(title: string, clause: Clause, to: Move, beside: readonly Clause[]): Pick<Flaw, 'fix'> {
	const changes = moved([clause], to, beside);
	return changes ? { fix: { title, effect: 'changes behaviour', change: change => change.changes.push(...changes) } } : {};
}
