# Orders in DynamoDB, a projection that follows their changes, carts in three regions, and a cache in front of the stock.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_availability_zones" "available" {
  state = "available"
}

# What everything here is encrypted with.
resource "aws_kms_key" "data_key" {
  description         = "Orders and what is made of them"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Account"
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_dynamodb_table" "orders" {
  name                        = "orders"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "Customer"
  range_key                   = "Placed"
  stream_enabled              = true
  stream_view_type            = "NEW_AND_OLD_IMAGES"
  deletion_protection_enabled = true

  attribute {
    name = "Customer"
    type = "S"
  }

  attribute {
    name = "Placed"
    type = "S"
  }

  attribute {
    name = "Status"
    type = "S"
  }

  global_secondary_index {
    name               = "ByStatus"
    hash_key           = "Status"
    range_key          = "Placed"
    projection_type    = "INCLUDE"
    non_key_attributes = ["Total", "Currency"]
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data_key.arn
  }
}

# A steady load, known in advance: provisioned, and scaled.
resource "aws_dynamodb_table" "stock" {
  name                        = "stock"
  billing_mode                = "PROVISIONED"
  read_capacity               = 100
  write_capacity              = 20
  hash_key                    = "Article"
  deletion_protection_enabled = true

  attribute {
    name = "Article"
    type = "S"
  }

  point_in_time_recovery {
    enabled                 = true
    recovery_period_in_days = 14
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data_key.arn
  }

  lifecycle {
    ignore_changes = [read_capacity, write_capacity]
  }
}

resource "aws_appautoscaling_target" "stock_reads" {
  service_namespace  = "dynamodb"
  resource_id        = "table/${aws_dynamodb_table.stock.name}"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  min_capacity       = 50
  max_capacity       = 500
}

resource "aws_appautoscaling_policy" "stock_reads_follow" {
  name               = "stock-reads"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.stock_reads.service_namespace
  resource_id        = aws_appautoscaling_target.stock_reads.resource_id
  scalable_dimension = aws_appautoscaling_target.stock_reads.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "stock_writes" {
  service_namespace  = "dynamodb"
  resource_id        = "table/${aws_dynamodb_table.stock.name}"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  min_capacity       = 10
  max_capacity       = 200
}

resource "aws_appautoscaling_policy" "stock_writes_follow" {
  name               = "stock-writes"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.stock_writes.service_namespace
  resource_id        = aws_appautoscaling_target.stock_writes.resource_id
  scalable_dimension = aws_appautoscaling_target.stock_writes.scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }
  }
}

# A cart is where its owner is, and must be the same everywhere.
resource "aws_dynamodb_table" "carts" {
  name                        = "carts"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "Customer"
  deletion_protection_enabled = true

  attribute {
    name = "Customer"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  replica {
    region_name                 = "eu-central-1"
    consistency_mode            = "STRONG"
    point_in_time_recovery      = true
    deletion_protection_enabled = true
  }

  global_table_witness {
    region_name = "eu-west-3"
  }
}

# Follows what is paid.
resource "aws_lambda_function" "projector" {
  function_name = "projector"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  role          = aws_iam_role.projector_role.arn
  s3_bucket     = "acme-code"
  s3_key        = "projector.zip"

  environment {
    variables = {
      CACHE = aws_dax_cluster.stock_cache.configuration_endpoint
    }
  }
}

resource "aws_iam_role" "projector_role" {
  name = "projector"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_policy" "projector_rights" {
  name = "projector"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
        Resource = aws_dynamodb_table.orders.stream_arn
      },
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.lost_orders.arn },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "projector" {
  role       = aws_iam_role.projector_role.name
  policy_arn = aws_iam_policy.projector_rights.arn
}

resource "aws_sqs_queue" "lost_orders" {
  name                      = "lost-orders"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_lambda_event_source_mapping" "orders_to_projector" {
  function_name                  = aws_lambda_function.projector.arn
  event_source_arn               = aws_dynamodb_table.orders.stream_arn
  starting_position              = "TRIM_HORIZON"
  maximum_retry_attempts         = 10
  bisect_batch_on_function_error = true

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.lost_orders.arn
    }
  }

  filter_criteria {
    filter {
      pattern = jsonencode({ dynamodb = { NewImage = { Status = { S = ["paid"] } } } })
    }
  }
}

resource "aws_vpc" "network" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "first_subnet" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = data.aws_availability_zones.available.names[0]
}

resource "aws_subnet" "second_subnet" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = data.aws_availability_zones.available.names[1]
}

resource "aws_route_table" "private_routes" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route_table_association" "first_routed" {
  subnet_id      = aws_subnet.first_subnet.id
  route_table_id = aws_route_table.private_routes.id
}

resource "aws_route_table_association" "second_routed" {
  subnet_id      = aws_subnet.second_subnet.id
  route_table_id = aws_route_table.private_routes.id
}

resource "aws_vpc_endpoint" "table_endpoint" {
  vpc_id          = aws_vpc.network.id
  service_name    = "com.amazonaws.eu-west-1.dynamodb"
  route_table_ids = [aws_route_table.private_routes.id]
}

resource "aws_security_group" "client_group" {
  name        = "clients"
  description = "Who asks the cache"
  vpc_id      = aws_vpc.network.id
}

resource "aws_security_group" "cache_group" {
  name        = "cache"
  description = "The cache of the stock"
  vpc_id      = aws_vpc.network.id
}

resource "aws_vpc_security_group_ingress_rule" "cache_from_clients" {
  security_group_id            = aws_security_group.cache_group.id
  referenced_security_group_id = aws_security_group.client_group.id
  description                  = "The cache"
  ip_protocol                  = "tcp"
  from_port                    = 9111
  to_port                      = 9111
}

resource "aws_dax_cluster" "stock_cache" {
  cluster_name                     = "stock"
  node_type                        = "dax.r7g.large"
  replication_factor               = 3
  iam_role_arn                     = aws_iam_role.cache_role.arn
  subnet_group_name                = aws_dax_subnet_group.cache_subnets.name
  security_group_ids               = [aws_security_group.cache_group.id]
  cluster_endpoint_encryption_type = "TLS"

  server_side_encryption {
    enabled = true
  }
}

resource "aws_dax_subnet_group" "cache_subnets" {
  name       = "stock"
  subnet_ids = [aws_subnet.first_subnet.id, aws_subnet.second_subnet.id]
}

resource "aws_iam_role" "cache_role" {
  name = "stock-cache"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "dax.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_policy" "cache_rights" {
  name = "stock-cache"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"]
      Resource = aws_dynamodb_table.stock.arn
    }]
  })
}

resource "aws_iam_role_policy_attachment" "cache" {
  role       = aws_iam_role.cache_role.name
  policy_arn = aws_iam_policy.cache_rights.arn
}
