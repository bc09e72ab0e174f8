import { listed } from '../../engine/model/listed.ts';
import { publicGrants } from '../../engine/policy/access.ts';
import { describeWhen } from '../../engine/policy/describe.ts';
import { across } from '../../engine/policy/scenarios.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'policy/allow-not-principal',
	title: 'No statement allows everyone but some',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html',
	on: policyTypes('trust', 'resource', 'endpoint'),
	review(resource, _design, report) {
		for (const { document, home } of policiesIn(resource, 'trust', 'resource', 'endpoint')) {
			const found = across(document, ({ statements }) => statements.flatMap(({ effect, principals }) => (effect === 'Allow' && principals?.negated ? [principals] : [])), ({ property }) => property.path);
			// How wide a bucket or key stands open, their own rules say at the same place.
			const told = found.length > 0 && (home.service === 's3' || home.service === 'kms') ? publicGrants(document).filter(({ answer }) => answer === 'yes').map(({ principals }) => principals.property) : [];
			for (const [{ property, items, open }, when] of found) {
				const known = told.some(({ path }) => JSON.stringify(path) === JSON.stringify(property.path));
				const named = open || items.length === 0 ? 'those whom it names' : listed(items.map(({ pattern }) => pattern.text));
				report(property, `${known ? '' : `The statement allows everyone except ${named}, strangers included: `}AWS supports NotPrincipal with Deny only${describeWhen(when, property)}.`, { key: true });
			}
		}
	},
});
