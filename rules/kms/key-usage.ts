import { listed } from '../../engine/model/listed.ts';
import { defineRule, type FixSpec } from '../../engine/review/rule.ts';
import { USAGES } from './facts.ts';

/** What to offer a key that is to sign, agree or authenticate and has no spec. */
const USUAL_SPECS: Readonly<Record<string, string>> = { SIGN_VERIFY: 'ECC_NIST_P256', KEY_AGREEMENT: 'ECC_NIST_P256', GENERATE_VERIFY_MAC: 'HMAC_256' };

export default defineRule({
	id: 'kms/key-usage',
	title: 'Key spec and key usage go together',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html',
	on: 'AWS::KMS::Key',
	fixes: 'choice',
	review(key, _design, report) {
		for (const spec of key.at('KeySpec').alternatives) {
			const usages = USAGES.get(spec.string ?? '');
			if (!usages) continue;
			for (const usage of key.at('KeyUsage').alternatives) {
				if (!usage.together(spec) || usage.is(...usages) !== 'no') continue;
				const fixes: FixSpec[] = usages.map(one => ({ title: `Use the key for ${one}`, preferred: false, change: change => change.set(usage, one) }));
				const usual = USUAL_SPECS[usage.string ?? ''];
				if (spec.exists === 'no' && usual) fixes.unshift({ title: `Make it a key of spec ${usual}`, preferred: false, change: change => change.set(spec, usual) });
				const only = `only for ${listed(usages, 'or')}`;
				const wanted = usage.exists === 'no' ? `no ${usage.label}, which stands for ENCRYPT_DECRYPT` : `${usage.scalar}`;
				report(usage, `${key.name} has the spec ${spec.string}${spec.exists === 'no' ? ' (the default)' : ''}, whose keys can be used ${only}, and ${wanted}.`, {
					related: spec.exists === 'yes' ? [spec] : [], fix: fixes,
				});
			}
		}
	},
});
