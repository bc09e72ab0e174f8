import { clientsOf } from '../../engine/queries/file-systems.ts';
import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/bursting-small',
	title: 'A busy file system does not begin with the throughput of an empty one',
	severity: 'information',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/performance.html',
	on: 'AWS::EFS::FileSystem',
	fixes: 'fix',
	review(fileSystem, _design, report) {
		const clients = clientsOf(fileSystem);
		// Who mounts it is what makes it busy; what instances do the design does not show.
		if (clients.length === 0 || fileSystem.at('PerformanceMode').is('maxIO') !== 'no') return;
		for (const mode of fileSystem.at('ThroughputMode').alternatives) {
			if (mode.is('bursting') !== 'yes') continue;
			report(mode, `${fileSystem.name} has bursting throughput, which grows with what it stores: 50 KiB/s for each GiB once the first burst is spent, for all of ${clients[0]!.client.name}.`, {
				related: clients.map(one => one.client),
				fix: { title: 'Take elastic throughput, which follows the load', effect: 'changes behaviour', change: change => change.set(mode, 'elastic') },
			});
		}
	},
});
