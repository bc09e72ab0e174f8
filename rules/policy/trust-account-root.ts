import { isOpaque } from '../../engine/policy/patterns.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { accountId, standings, trusted } from '../../engine/queries/accounts.ts';
import { policiesIn } from '../../engine/queries/policies.ts';
import { oncePerPlace } from '../../engine/queries/policy-places.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/trust-account-root',
	title: 'Roles trust identities by name, not a whole account',
	severity: 'information',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts',
	on: 'AWS::IAM::Role',
	review(role, design, report) {
		for (const { document } of policiesIn(role, 'trust')) {
			const standing = standings(document);
			for (const { principal, when } of oncePerPlace(trusted(document).filter(({ guarded }) => !guarded))) {
				if (principal.kind !== 'account') continue;
				const id = accountId(principal);
				const own = id === undefined ? principal.account!.tokens.every(token => isOpaque(token) && token.id === 'pseudo:AWS::AccountId') : standing(id) === 'own';
				if (!own && (id === undefined || !design.trustedAccounts.includes(id))) continue;
				const place = principal.property;
				report(place, `${own ? 'Every identity of this account' : `Every identity of account ${id}`} that may call sts:AssumeRole on ${role.name} can become it, whoever is given that later: its trust policy names the account, not who of it${describeWhen(when, place)}.`);
			}
		}
	},
});
