import type { Property } from '../../engine/model/resource.ts';
import { type FixSpec, defineRule } from '../../engine/review/rule.ts';

export default defineRule({
	id: 'efs/performance-mode',
	title: 'Max I/O is chosen where it exists and helps',
	severity: 'error',
	pillar: 'performance',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/efs/latest/ug/performance.html',
	on: 'AWS::EFS::FileSystem',
	fixes: 'fix',
	review(fileSystem, _design, report) {
		const { name } = fileSystem, elastic = fileSystem.at('ThroughputMode'), zone = fileSystem.at('AvailabilityZoneName');
		for (const mode of fileSystem.at('PerformanceMode').alternatives) {
			if (mode.is('maxIO') !== 'yes') continue;
			const other = elastic.alternatives.find(one => one.is('elastic') === 'yes' && one.together(mode));
			if (other) tell(mode, `${name} asks for Max I/O and elastic throughput; EFS offers the one only without the other.`, other);
			else if (zone.exists === 'yes' && zone.together(mode)) tell(mode, `${name} asks for Max I/O in one zone; EFS offers it in regional file systems only.`, zone);
			else report(mode, `Max I/O makes every operation of ${name} slower for the sake of thousands in parallel; AWS advises general purpose for all file systems.`, { severity: 'hint', fix: fixOf(mode) });
		}

		function tell(mode: Property, message: string, because: Property): void {
			report(mode, message, { related: [because], fix: fixOf(mode) });
		}
	},
});

function fixOf(mode: Property): FixSpec {
	return { title: 'Use general purpose', effect: 'replaces the resource', change: change => change.set(mode, 'generalPurpose') };
}
