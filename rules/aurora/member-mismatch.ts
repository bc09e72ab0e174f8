import type { Resource } from '../../engine/model/resource.ts';
import { CLUSTER, INSTANCE } from '../../engine/queries/db-clusters.ts';
import { defineRule, type Report } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'aurora/member-mismatch',
	title: 'Members have the engine and the encryption of their cluster',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
	on: INSTANCE,
	fixes: 'fix',
	review(instance, design, report) {
		for (const member of instance.at('DBClusterIdentifier').alternatives) {
			const cluster = design.follow(member, CLUSTER);
			if (!cluster) continue;
			judgeEngine(instance, cluster, report);
			judgeEncryption(instance, cluster, report);
		}
	},
});

function judgeEngine(instance: Resource, cluster: Resource, report: Report): void {
	for (const own of instance.at('Engine').alternatives) {
		for (const whole of cluster.at('Engine').alternatives) {
			const [one, other] = [own.string, whole.string];
			if (own.exists !== 'yes' || whole.exists !== 'yes' || one === undefined || other === undefined || !own.together(whole)) continue;
			if (one.toLowerCase() === other.toLowerCase()) continue;
			report(own, `${instance.name} runs ${one} and its cluster ${cluster.name} runs ${other}; RDS refuses such a member.`, {
				related: [whole], fix: { title: `Run ${other} on ${instance.name}`, change: change => change.set(own, other) },
			});
		}
	}
}

function judgeEncryption(instance: Resource, cluster: Resource, report: Report): void {
	for (const own of instance.at('StorageEncrypted').alternatives) {
		for (const whole of cluster.at('StorageEncrypted').alternatives) {
			if (own.exists !== 'yes' || whole.exists !== 'yes' || !own.together(whole)) continue;
			const differ = (own.is(true) === 'yes' && whole.is(true) === 'no') || (own.is(true) === 'no' && whole.is(true) === 'yes');
			if (!differ) continue;
			const [one, other] = [own, whole].map(encrypted => (encrypted.is(true) === 'yes' ? 'encrypted' : 'not encrypted'));
			report(own, `${instance.name} says that it is ${one}, its cluster ${cluster.name} is ${other}; a member's storage is the cluster's.`, {
				related: [whole], fix: { title: `Leave the encryption of ${instance.name} to ${cluster.name}`, change: change => change.remove(own) },
			});
		}
	}
}
