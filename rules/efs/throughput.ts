import { defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/throughput',
	title: 'A provisioned throughput has a figure, and a figure is provisioned',
	severity: 'error',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html',
	on: 'AWS::EFS::FileSystem',
	fixes: 'fix',
	review(fileSystem, _design, report) {
		const { name } = fileSystem;
		for (const mode of fileSystem.at('ThroughputMode').alternatives) {
			for (const figure of fileSystem.at('ProvisionedThroughputInMibps').alternatives) {
				if (!figure.together(mode)) continue;
				if (mode.is('provisioned') === 'yes' && figure.exists === 'no') {
					report(mode, `${name} is to have provisioned throughput and does not say how much; EFS refuses it without \`${figure.label}\`.`, {
						fix: { title: 'Take elastic throughput, which follows the load', effect: 'changes behaviour', change: change => change.set(mode, 'elastic') },
					});
				} else if (mode.is('provisioned') === 'no' && figure.exists === 'yes') {
					report(figure, `${name} provisions ${figure.number ?? 'some'} MiB/s, and its throughput is ${mode.string}; EFS takes a figure only in provisioned mode.`, {
						key: true, related: mode.exists === 'yes' ? [mode] : [],
						fix: { title: `Remove ${figure.label}`, change: change => change.remove(figure) },
					});
				}
			}
		}
	},
});
