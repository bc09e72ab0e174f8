import type { Draft } from '../../engine/model/change.ts';
import { allowsIn, deniesIn } from '../../engine/policy/access.ts';
import { type Scenario, type Statement, readPolicy } from '../../engine/policy/document.ts';
import { OWN_ACCOUNT } from '../../engine/policy/drafts.ts';
import { literal } from '../../engine/policy/patterns.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'kms/key-policy-lockout',
	title: 'Somebody of the account can change the key policy',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
	on: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
	fixes: 'fix',
	review(key, design, report) {
		const policy = readPolicy(key.at('KeyPolicy'));
		const arn = [{ kind: 'reference', target: key.id, attribute: 'Arn', site: key.site } as const];
		const request = { caller: { kind: 'own account' } as const, action: 'kms:PutKeyPolicy', resource: arn };
		const answers = policy?.scenarios.map(scenario => ({ scenario, answer: allowsIn(scenario, request) })) ?? [];
		design.undecided(answers.some(({ answer }) => answer === 'maybe'));
		// A policy of which conditions leave no statement is none that KMS takes.
		const locked = answers.find(({ answer, scenario }) => answer === 'no' && (scenario.statements.length > 0 || answers.length === 1))?.scenario;
		if (!locked) return;
		const denial = denialIn(locked, statements => allowsIn({ ...locked, statements }, request) === 'no');
		// What is denied to everyone cannot be allowed.
		const isDenied = deniesIn(locked, request) === 'yes';
		const account = key.partial ? accountOf(locked) : OWN_ACCOUNT;
		const at = denial?.property ?? key.at('KeyPolicy.Statement');
		const when = describeWhen(answers.every(({ answer }) => answer === 'no') ? [] : locked.when, at);
		report(at, denial
			? `This statement denies kms:PutKeyPolicy to all of the account: nobody can ever change the policy of ${key.name} again${when}.`
			: `Nobody of the account may call kms:PutKeyPolicy on ${key.name}: a key policy trusts only whom it names, and without that the key cannot be managed${when}.`, {
			...(!denial && { key: true }),
			...(!denial && !isDenied && account !== undefined && { fix: {
				title: 'Let the account manage the key',
				change: change => change.append(key, 'KeyPolicy.Statement', {
					Sid: 'EnableAccountAccess', Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*',
				}),
			} }),
		});
	},
});

/** The statement without which somebody could; none where nothing allows it in the first place. */
function denialIn({ statements }: Scenario, locks: (statements: readonly Statement[]) => boolean): Statement | undefined {
	const allowing = statements.filter(statement => statement.effect !== 'Deny');
	return locks(allowing) ? undefined : statements.find(statement => statement.effect === 'Deny' && locks([...allowing, statement]));
}

/** The one account that a policy that stands alone speaks of. */
function accountOf({ statements }: Scenario): Draft | undefined {
	const texts = statements.flatMap(statement => [
		...statement.principals?.items.map(item => item.pattern) ?? [], ...statement.conditions.clauses.flatMap(clause => clause.values.map(value => value.pattern)),
	]);
	const accounts = new Set(texts.flatMap(text => literal(text)?.match(/(?<!\d)\d{12}(?!\d)/g) ?? []));
	return accounts.size === 1 ? [...accounts][0] : undefined;
}
