import { encryptedBy, namesOf } from '../../engine/queries/key-uses.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { DELETION_WINDOW } from './facts.ts';

export default defineRule({
	id: 'kms/deletion-window',
	title: 'A key waits long enough before it is deleted',
	severity: 'error',
	pillar: 'reliability',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
	on: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
	fixes: 'fix',
	review(key, _design, report) {
		const { least, most } = DELETION_WINDOW;
		for (const window of key.at('PendingWindowInDays').alternatives) {
			const days = window.number;
			if (window.exists !== 'yes' || days === undefined || days === most) continue;
			const nearest = Math.min(Math.max(days, least), most);
			if (nearest !== days) {
				report(window, `A waiting period of ${days} days is ${days < least ? 'too short' : 'too long'}: KMS takes ${least} to ${most} days.`, {
					fix: { title: `Wait ${nearest} days`, change: change => change.set(window, nearest) },
				});
				continue;
			}
			const users = encryptedBy(key, true);
			if (users.length === 0) continue;
			report(window, `Once ${key.name} is deleted, what ${namesOf(users)} ${users.length > 1 ? 'store' : 'stores'} can never be read again; ${days} days are little time to notice, and ${most} are possible.`, {
				severity: 'warning', related: users.slice(0, 3),
				fix: { title: `Wait ${most} days`, change: change => change.set(window, most) },
			});
		}
	},
});
