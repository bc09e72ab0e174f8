import type { Property, Resource } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { ROTATION_PERIOD, kindOfKey } from './facts.ts';

/** Keys whose material does not come from KMS: https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
const ORIGINS: Readonly<Record<string, string>> = {
	EXTERNAL: 'holds imported key material', AWS_CLOUDHSM: 'is kept in a CloudHSM key store', EXTERNAL_KEY_STORE: 'is kept in an external key store',
};

export default defineRule({
	id: 'kms/rotation-unsupported',
	title: 'Automatic rotation only of keys that can rotate, and in a period that KMS takes',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
	on: 'AWS::KMS::Key',
	fixes: 'fix',
	review(key, _design, report) {
		for (const rotation of key.at('EnableKeyRotation').alternatives) {
			const obstacle = rotation.is(true) === 'yes' ? obstacleTo(key, rotation) : undefined;
			if (obstacle) {
				report(rotation, `${key.name} ${obstacle.why}, which KMS cannot rotate automatically: it refuses ${rotation.label}.`, {
					related: [obstacle.at], fix: { title: 'Turn automatic rotation off', change: change => change.set(rotation, false) },
				});
			}
		}
		for (const period of key.at('RotationPeriodInDays').alternatives) {
			const days = period.number;
			if (period.exists !== 'yes' || days === undefined) continue;
			const nearest = Math.min(Math.max(days, ROTATION_PERIOD.least), ROTATION_PERIOD.most);
			if (nearest === days) continue;
			report(period, `A rotation period of ${days} days is ${days < nearest ? 'too short' : 'too long'}: KMS takes ${ROTATION_PERIOD.least} to ${ROTATION_PERIOD.most} days.`, {
				fix: { title: `Rotate every ${nearest} days`, change: change => change.set(period, nearest) },
			});
		}
	},
});

function obstacleTo(key: Resource, rotation: Property): { readonly at: Property; readonly why: string } | undefined {
	for (const spec of key.at('KeySpec').alternatives) {
		const kind = kindOfKey(spec.string ?? '');
		if (kind && spec.is('SYMMETRIC_DEFAULT') === 'no' && spec.together(rotation)) return { at: spec, why: `is ${kind} (${spec.string})` };
	}
	for (const origin of key.at('Origin').alternatives) {
		const why = ORIGINS[origin.string ?? ''];
		if (why && origin.together(rotation)) return { at: origin, why };
	}
	return undefined;
}
