import type { Architecture } from '../../engine/model/architecture.ts';
import type { Change } from '../../engine/model/change.ts';
import { type Clause, absent } from '../../engine/policy/conditions.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { type Scenario, type Statement, statementsOf } from '../../engine/policy/document.ts';
import { moved } from '../../engine/policy/drafts.ts';
import { literal } from '../../engine/policy/patterns.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { firstTime } from '../../engine/queries/policy-places.ts';
import { defineRule } from '../../engine/review/rule.ts';

const KEY = 'aws:multifactorauthpresent';
/** What people may do to get their device, or a session with it: it is theirs to do without. */
const ENROLMENT = /^iam:[a-z]*mfa[a-z]*$|^iam:(changepassword|getaccountpasswordpolicy|getuser)$|^sts:getsessiontoken$/i;

interface Flaw {
	readonly text: string;
	readonly title: string;
	readonly changes?: readonly Change[] | undefined;
}

export default defineRule({
	id: 'policy/mfa-condition',
	title: 'A condition on multi-factor authentication lets nobody by without it',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, design, report) {
		const isFirst = firstTime();
		for (const { statement, scenario, when } of policiesIn(resource).flatMap(({ document }) => statementsOf(document))) {
			const [clause, ...others] = statement.conditions.clauses.filter(({ key }) => key === KEY);
			// Several conditions on the key are a design of their own.
			if (!clause || others.length > 0 || isGuarded(statement, scenario)) continue;
			const asked = askedBy(clause, design);
			const flaw = asked === undefined ? undefined : statement.effect === 'Deny' ? denyFlaw(clause, asked, statement) : statement.effect === 'Allow' ? allowFlaw(clause, asked, statement) : undefined;
			if (!flaw || !isFirst(clause.property)) continue;
			const { text, title, changes } = flaw;
			report(clause.keySite, `${text}${describeWhen(when, clause.property)}.`, {
				...(changes && { fix: { title, effect: 'changes behaviour' as const, change: change => change.changes.push(...changes) } }),
			});
		}
	},
});

/** The one value that the condition asks for; undefined where there are several, or it is not known. */
function askedBy({ values, open }: Clause, design: Architecture): 'true' | 'false' | undefined {
	const texts = values.map(({ pattern }) => literal(pattern)?.toLowerCase());
	design.undecided(open || texts.includes(undefined));
	const [only] = texts;
	return !open && texts.length === 1 && (only === 'true' || only === 'false') ? only : undefined;
}

/** Another statement that denies the requests without the key. */
function isGuarded(statement: Statement, { statements, open }: Scenario): boolean {
	return open || statements.some(other => other !== statement && other.effect !== 'Allow' && other.conditions.clauses.some(clause => clause.key === KEY && absent(clause) !== 'no'));
}

function denyFlaw(clause: Clause, asked: string, { conditions: { clauses } }: Statement): Flaw | undefined {
	if (clause.operator !== 'Bool' || asked !== 'false' || absent(clause) !== 'no') return undefined;
	return {
		text: `Requests signed with long-term access keys have no ${clause.name}, so that Bool is not true of them and this Deny lets them by, without multi-factor authentication; BoolIfExists denies them too`,
		title: 'Write BoolIfExists', changes: moved([clause], { operator: 'BoolIfExists' }, clauses),
	};
}

function allowFlaw(clause: Clause, asked: string, { actions, conditions: { clauses } }: Statement): Flaw | undefined {
	const { operator, name, set, ifExists, property } = clause;
	if (set || (operator !== 'Bool' && operator !== 'Null')) return undefined;
	const title = 'Require multi-factor authentication';
	const required = operator === 'Bool' && !ifExists ? [{ kind: 'set' as const, resource: property.resource.id, path: property.path, value: 'true' }] : moved([clause], { operator: 'Bool', value: 'true' }, clauses);
	if (operator === 'Null') {
		if (asked === 'true') return undefined;
		return { text: `Every request with temporary credentials has ${name}, be it true or false: this asks whether there could have been multi-factor authentication, not whether there was`, title, changes: required };
	}
	if (asked === 'true') {
		if (!ifExists) return undefined;
		return { text: `Requests signed with long-term access keys have no ${name}, and BoolIfExists is true of them: this Allow lets them in without multi-factor authentication`, title, changes: required };
	}
	if (!actions.negated && !actions.open && actions.items.every(({ pattern }) => ENROLMENT.test(pattern.text))) return undefined;
	return { text: `This allows requests only if they were made without multi-factor authentication: ${name} is asked to be false`, title, changes: required };
}
