import { listed } from '../../engine/model/listed.ts';
import type { Property } from '../../engine/model/resource.ts';
import { type PolicyDocument, statementsOf } from '../../engine/policy/document.ts';
import { VERSION } from '../../engine/policy/drafts.ts';
import { policiesIn, policyTypes } from '../../engine/queries/policies.ts';
import { defineRule } from '../../engine/review/rule.ts';

const FIRST = '2008-10-17';

export default defineRule({
	id: 'policy/version',
	title: 'Policies have the current version',
	severity: 'warning',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
	on: policyTypes(),
	fixes: 'fix',
	review(resource, _design, report) {
		for (const { document } of policiesIn(resource)) {
			for (const version of document.property.alternatives.filter(one => one.value?.kind === 'map').flatMap(policy => policy.at('Version').alternatives)) {
				const missing = version.exists === 'no';
				if (version.test(one => one === VERSION) !== 'no') continue;
				const old = missing || version.string === FIRST, variables = variablesIn(document);
				const means = variables.length === 0 ? 'policy variables are not understood in it' : `${listed(variables)} ${variables.length === 1 ? 'is' : 'are'} taken literally`;
				report(version, !old ? `AWS has no version ${JSON.stringify(version.scalar)} of the policy language: the current one is ${VERSION}.`
					: missing ? `The policy has no Version, which means ${FIRST}: ${means}.` : `${FIRST} is the first version of the policy language: ${means}.`, {
					...(!old && { severity: 'error' }), ...(missing && { key: true }),
					fix: { title: `Write ${VERSION}`, change: change => change.set(version, VERSION), ...(variables.length > 0 && { effect: 'changes behaviour' }) },
				});
			}
		}
	},
});

/** The policy variables that the policy means to use, as they are written. */
function variablesIn(document: PolicyDocument): readonly string[] {
	const places = statementsOf(document).flatMap(({ statement: { resources, conditions } }): Property[] => [
		...resources.items.map(({ property }) => property), ...conditions.clauses.flatMap(({ values }) => values.map(({ property }) => property)),
	]);
	const texts = places.flatMap(place => place.textParts ?? []).filter(part => typeof part === 'string');
	return [...new Set(texts.flatMap(text => text.match(/\$\{[a-z][\w.-]*:[^:}]+\}/gi) ?? []))];
}
