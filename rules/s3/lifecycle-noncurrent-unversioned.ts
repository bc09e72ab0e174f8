import { lifecycleActions, lifecycleRules, ruleName } from '../../engine/queries/lifecycle.ts';
import { keepsVersions } from '../../engine/queries/versioning.ts';
import { type ChangeBuilder, defineRule } from '../../engine/review/rule.ts';
import { LIFECYCLE_ELEMENTS } from './facts.ts';

export default defineRule({
	id: 's3/lifecycle-noncurrent-unversioned',
	title: 'Actions on old versions need a bucket that keeps them',
	severity: 'warning',
	pillar: 'cost',
	since: '0.1.0',
	source: LIFECYCLE_ELEMENTS,
	on: 'AWS::S3::Bucket',
	fixes: 'choice',
	review(bucket, _design, report) {
		const rules = lifecycleRules(bucket);
		for (const status of bucket.at('VersioningConfiguration.Status').alternatives) {
			// A bucket whose versioning was suspended still has versions.
			if (keepsVersions(status) !== 'no' || status.is('Suspended') !== 'no') continue;
			for (const rule of rules) {
				if (rule.at('Status').is('Disabled') === 'yes') continue;
				const actions = lifecycleActions(rule).filter(one => one.exists === 'yes');
				const old = actions.filter(one => one.name.startsWith('Noncurrent') && one.together(status));
				const first = old[0];
				if (!first) continue;
				report(first, `${bucket.name} is not versioned, so it has no old versions; what ${ruleName(rule)} does to them never happens.`, {
					key: true,
					...(status.exists === 'yes' && { related: [status] }),
					fix: [
						{ title: `Enable versioning on ${bucket.name}`, effect: 'changes behaviour', change: change => change.set(status, 'Enabled') },
						...(actions.length > old.length
							? [{ title: 'Remove what is for old versions', change: (change: ChangeBuilder) => { for (const one of old) change.remove(one); } }]
							// A configuration without any rule is none in Terraform.
							: rules.length > 1 ? [{ title: `Remove ${ruleName(rule)}`, change: (change: ChangeBuilder) => void change.remove(rule) }] : []),
					],
				});
			}
		}
	},
});
