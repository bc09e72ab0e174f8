import { describeWhen } from '../../engine/policy/describe.ts';
import { accountId, standings, trusted } from '../../engine/queries/accounts.ts';
import { policiesIn } from '../../engine/queries/policies.ts';
import { oncePerPlace } from '../../engine/queries/policy-places.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/trust-external-id',
	title: 'Another account proves on whose behalf it assumes a role',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
	on: 'AWS::IAM::Role',
	review(role, design, report) {
		for (const { document } of policiesIn(role, 'trust')) {
			const standing = standings(document);
			for (const { principal, when } of oncePerPlace(trusted(document).filter(({ guarded }) => !guarded))) {
				const id = accountId(principal);
				if (id === undefined || design.trustedAccounts.includes(id)) continue;
				const whole = principal.kind === 'account';
				const whose = standing(id);
				// Somebody by name is most often a colleague: told only where the account is certainly another.
				if (whose === 'own' || (whose === 'unknown' && !whole)) continue;
				const place = principal.property;
				report(place, `${whole ? `Whoever account ${id} lets` : `${principal.pattern.text} of another account`} can become ${role.name} by knowing its ARN: no external id, MFA or organization is asked for${describeWhen(when, place)}.`, whole ? {} : { severity: 'information' });
			}
		}
	},
});
