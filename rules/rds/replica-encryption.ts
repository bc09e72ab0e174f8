import type { Property } from '../../engine/model/resource.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { encryptWith, hasOrigin, INSTANCE, isReplica } from './facts.ts';

export default defineRule({
	id: 'rds/replica-encryption',
	title: 'A replica is encrypted as its source is',
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
	on: INSTANCE,
	fixes: 'choice',
	review(replica, design, report) {
		const reference = replica.at('SourceDBInstanceIdentifier');
		const source = isReplica(replica) === 'yes' ? design.follow(reference, INSTANCE) : undefined;
		// Of what is restored itself it is not known how it is encrypted.
		if (!source || hasOrigin(source) !== 'no') return;
		for (const theirs of source.at('StorageEncrypted').alternatives) {
			for (const ours of replica.at('StorageEncrypted').alternatives) {
				if (!ours.together(theirs) || ours.exists !== 'yes') continue;
				const [on, wanted] = [ours.is(true), theirs.is(true)];
				if (on === 'maybe' || wanted === 'maybe' || on === wanted) continue;
				report(ours, `${source.name} is ${wanted === 'yes' ? '' : 'not '}encrypted and its replica ${replica.name} is ${on === 'yes' ? '' : 'not '}to be; RDS makes replicas as their source is.`, {
					related: [theirs],
					fix: [
						{ title: `Leave the encryption of ${replica.name} to its source`, change: change => change.remove(ours) },
						...(wanted === 'no' ? [{ title: `Encrypt ${source.name}`, preferred: false, effect: 'replaces the resource' as const, change: (change: { set(place: Property, value: boolean): unknown }) => void change.set(theirs, true) }] : []),
					],
				});
			}
		}
		const key = replica.at('KmsKeyId');
		const [here, there] = [replica.at('@Region').string, source.at('@Region').string];
		if (here === undefined || there === undefined || here === there || key.exists !== 'no' || source.at('StorageEncrypted').is(true) !== 'yes') return;
		report(reference, `${source.name} is encrypted in ${there}, and its replica ${replica.name} in ${here} names no key of its own region (${key.label}); keys do not leave their region.`, {
			related: [source], fix: encryptWith(key).slice(0, 1),
		});
	},
});
