/** Application Auto Scaling. */
import { type Mapping, type Table, companion, custom, resource } from '../mapping.ts';
import { spelt } from './blocks.ts';
import { listOf, mapOf, tagList } from './shapes.ts';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const TRACKING = 'target_tracking_scaling_policy_configuration';
const TRACKS = 'TargetTrackingScalingPolicyConfiguration';
const STEP = 'step_scaling_policy_configuration';
const STEPS = 'StepScalingPolicyConfiguration';
const PREDICTIVE = 'predictive_scaling_policy_configuration';
const PREDICTS = 'PredictiveScalingPolicyConfiguration';

const METRIC = `${TRACKING}.customized_metric_specification`;
const METRICS = `${TRACKS}.CustomizedMetricSpecification`;

const customized: Table = {
	...spelt('metric_name namespace statistic unit', METRIC, METRICS),
	...spelt('name value', `${METRIC}.dimensions[]`, `${METRICS}.Dimensions[]`),
	...spelt('expression id label return_data', `${METRIC}.metrics[]`, `${METRICS}.Metrics[]`),
	...spelt('stat unit', `${METRIC}.metrics[].metric_stat`, `${METRICS}.Metrics[].MetricStat`),
	...spelt('metric_name namespace', `${METRIC}.metrics[].metric_stat.metric`, `${METRICS}.Metrics[].MetricStat.Metric`),
	...spelt('name value', `${METRIC}.metrics[].metric_stat.metric.dimensions[]`, `${METRICS}.Metrics[].MetricStat.Metric.Dimensions[]`),
};

const predictive: Table = {
	...spelt('max_capacity_breach_behavior max_capacity_buffer mode scheduling_buffer_time', PREDICTIVE, PREDICTS),
	[`${PREDICTIVE}.metric_specification[].target_value`]: `${PREDICTS}.MetricSpecifications[].TargetValue`,
	...Object.assign({}, ...['predefined_load', 'predefined_scaling', 'predefined_metric_pair'].map(name => {
		const pascal = name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
		const [from, to] = name === 'predefined_metric_pair' ? [`${name}_specification`, `${pascal}Specification`] : [`${name}_metric_specification`, `${pascal}MetricSpecification`];
		return spelt('predefined_metric_type resource_label', `${PREDICTIVE}.metric_specification[].${from}`, `${PREDICTS}.MetricSpecifications[].${to}`);
	})),
};

export const autoscaling: readonly Mapping[] = [
	resource('aws_appautoscaling_target', TARGET, {
		...spelt('max_capacity min_capacity resource_id scalable_dimension service_namespace'), role_arn: 'RoleARN',
		...spelt('dynamic_scaling_in_suspended dynamic_scaling_out_suspended scheduled_scaling_suspended', 'suspended_state', 'SuspendedState'),
		tags: tagList('Tags'),
	}, {
		// Policies and scheduled actions say whose they are by the target's resource; kept as a reference it tells the one target, for a table has two of the same resource.
		attributes: { id: 'Ref', resource_id: 'ResourceId' },
	}),
	resource('aws_appautoscaling_policy', 'AWS::ApplicationAutoScaling::ScalingPolicy', {
		...spelt('policy_type resource_id scalable_dimension service_namespace'), name: 'PolicyName',
		'': custom('ScalingTargetId', policy => {
			const target = policy.root('resource_id');
			return target.kind === 'reference' && target.target.startsWith('aws_appautoscaling_target.') ? { ...target, attribute: 'Ref' } : { kind: 'absent', site: policy.site };
		}),
		...spelt('adjustment_type cooldown metric_aggregation_type min_adjustment_magnitude', STEP, STEPS),
		...spelt('metric_interval_lower_bound metric_interval_upper_bound scaling_adjustment', `${STEP}.step_adjustment[]`, `${STEPS}.StepAdjustments[]`),
		...spelt('target_value disable_scale_in scale_in_cooldown scale_out_cooldown', TRACKING, TRACKS),
		...spelt('predefined_metric_type resource_label', `${TRACKING}.predefined_metric_specification`, `${TRACKS}.PredefinedMetricSpecification`),
		...customized, ...predictive,
	}, { attributes: { arn: 'Ref', id: 'Ref' } }),
	companion('aws_appautoscaling_scheduled_action', TARGET, { of: 'resource_id', by: 'resource_id', adds: true, attributes: { id: 'Id', arn: 'Arn' } }, {
		'': custom('ScheduledActions', action => listOf([mapOf({
			ScheduledActionName: action.root('name'), Schedule: action.root('schedule'), Timezone: action.root('timezone'), StartTime: action.root('start_time'), EndTime: action.root('end_time'),
			ScalableTargetAction: mapOf({
				MinCapacity: action.root('scalable_target_action.min_capacity'), MaxCapacity: action.root('scalable_target_action.max_capacity'),
			}, action.site),
		}, action.site)], action.site)),
	}),
];
