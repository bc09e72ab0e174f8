# The design of ../../dynamodb with every mistake that its services make easy.

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
  read_capacity               = 50
# ^^^^^^^^^^^^^ dynamodb/billing-capacity 💡
  write_capacity              = 50
  hash_key                    = "Customer"
  range_key                   = "Placed"
  stream_enabled              = true
  stream_view_type            = "NEW_IMAGES"
#                               ^^^^^^^^^^^^ dynamodb/stream-view 💡
  deletion_protection_enabled = false
#                               ^^^^^ dynamodb/deletion-protection 💡

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

  attribute {
    name = "Total"
#          ^^^^^^^ dynamodb/attribute-definitions 💡
    type = "N"
  }

  local_secondary_index {
    name            = "ByPlaced"
#                     ^^^^^^^^^^ dynamodb/gsi-replaces-lsi
    range_key       = "Placed"
#                     ^^^^^^^^ dynamodb/lsi-key 💡
    projection_type = "KEYS_ONLY"
  }

  global_secondary_index {
    name               = "ByStatus"
    hash_key           = "Status"
    projection_type    = "INCLUDE"
    non_key_attributes = ["Total", "InvoiceDocument"]
#                                  ^^^^^^^^^^^^^^^^^ dynamodb/item-size
  }

  global_secondary_index {
    name            = "ByStatus"
#                     ^^^^^^^^^^ dynamodb/key-schema 💡
    hash_key        = "Status"
    range_key       = "Placed"
    projection_type = "KEYS_ONLY"
  }

  global_secondary_index {
    name            = "ByStatusAndCustomer"
    hash_key        = "Status"
    range_key       = "Customer"
    projection_type = "INCLUDE"
#                     ^^^^^^^^^ dynamodb/projection 💡
  }

  point_in_time_recovery {
    enabled = false
#             ^^^^^ dynamodb/pitr 💡
  }

  server_side_encryption {
    enabled     = false
    kms_key_arn = aws_kms_key.data_key.arn
#                 ^^^^^^^^^^^^^^^^^^^^^^^^ dynamodb/encryption 💡
  }

  ttl {
    enabled        = true
    attribute_name = "Placed"
#                    ^^^^^^^^ dynamodb/ttl 💡
  }
}

resource "aws_dynamodb_resource_policy" "orders" {
  resource_arn = aws_dynamodb_table.orders.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Partners"
      Effect    = "Allow"
      Principal = "*"
#                 ^^^ dynamodb/policy-public
      Action    = "dynamodb:GetItem"
      Resource  = "*"
    }]
  })
}

resource "aws_dynamodb_table" "stock" {
#                             ^^^^^^^ dynamodb/billing-mode 💡
  name                        = "stock"
  read_capacity               = 5
# ^^^^^^^^^^^^^ dynamodb/autoscaling 💡
  write_capacity              = 5
#                               ^ dynamodb/capacity-burst
  hash_key                    = "Article"
  deletion_protection_enabled = true

  attribute {
    name = "Article"
    type = "S"
  }

  attribute {
    name = "Shelf"
    type = "S"
  }

  global_secondary_index {
    name            = "ByShelf"
    hash_key        = "Shelf"
    projection_type = "KEYS_ONLY"
    read_capacity   = 5
    write_capacity  = 1
#                     ^ dynamodb/gsi-capacity 💡
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data_key.arn
  }
}

resource "aws_dynamodb_table" "invoices" {
  name                        = "invoices"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "Number"
  deletion_protection_enabled = true

  attribute {
    name = "Number"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data_key.arn
  }
}

resource "aws_dynamodb_table" "returns" {
  name                        = "returns"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "Number"
  stream_enabled              = true
  stream_view_type            = "KEYS_ONLY"
  deletion_protection_enabled = true

  attribute {
    name = "Number"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data_key.arn
  }
}

resource "aws_dynamodb_table" "carts" {
  name                        = "carts"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "Customer"
  stream_enabled              = true
  stream_view_type            = "NEW_IMAGE"
#                               ^^^^^^^^^^^ dynamodb/global-stream 💡
  deletion_protection_enabled = true

  attribute {
    name = "Customer"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data_key.arn
  }

  replica {
# ^^^^^^^ dynamodb/global-consistency
    region_name                 = "eu-central-1"
    kms_key_arn                 = "arn:aws:kms:eu-central-1:111122223333:alias/carts"
    point_in_time_recovery      = true
    deletion_protection_enabled = true
  }

  replica {
    region_name                 = "eu-central-1"
#                                 ^^^^^^^^^^^^^^ dynamodb/global-replica 💡
    kms_key_arn                 = "arn:aws:kms:eu-central-1:111122223333:alias/carts"
    point_in_time_recovery      = true
    deletion_protection_enabled = true
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
        Resource = [aws_dynamodb_table.invoices.stream_arn, aws_dynamodb_table.returns.stream_arn]
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

resource "aws_lambda_event_source_mapping" "invoices_to_projector" {
  function_name          = aws_lambda_function.projector.arn
  event_source_arn       = aws_dynamodb_table.invoices.stream_arn
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dynamodb/trigger-stream 💡
  starting_position      = "TRIM_HORIZON"
  maximum_retry_attempts = 10
}

resource "aws_lambda_event_source_mapping" "returns_to_projector" {
#                                          ^^^^^^^^^^^^^^^^^^^^^^ dynamodb/trigger-retry 💡
  function_name     = aws_lambda_function.projector.arn
  event_source_arn  = aws_dynamodb_table.returns.stream_arn
  starting_position = "TRIM_HORIZON"

  filter_criteria {
    filter {
      pattern = jsonencode({ dynamodb = { NewImage = { Status = { S = ["paid"] } } } })
#     ^^^^^^^ dynamodb/trigger-view 💡
    }
  }
}

resource "aws_lambda_event_source_mapping" "returns_to_mail" {
  function_name          = aws_lambda_function.projector.arn
  event_source_arn       = aws_dynamodb_table.returns.stream_arn
  starting_position      = "TRIM_HORIZON"
  maximum_retry_attempts = 10
}

resource "aws_lambda_event_source_mapping" "returns_to_search" {
  function_name          = aws_lambda_function.projector.arn
  event_source_arn       = aws_dynamodb_table.returns.stream_arn
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dynamodb/stream-consumers
  starting_position      = "TRIM_HORIZON"
  maximum_retry_attempts = 10
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
  availability_zone = data.aws_availability_zones.available.names[0]
}

resource "aws_route_table" "private_routes" {
  vpc_id = aws_vpc.network.id
}

resource "aws_internet_gateway" "gateway" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route_table" "public_routes" {
  vpc_id = aws_vpc.network.id
}

resource "aws_route" "out" {
  route_table_id         = aws_route_table.public_routes.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.gateway.id
}

resource "aws_route_table_association" "first_routed" {
  subnet_id      = aws_subnet.first_subnet.id
  route_table_id = aws_route_table.public_routes.id
}

resource "aws_route_table_association" "second_routed" {
  subnet_id      = aws_subnet.second_subnet.id
  route_table_id = aws_route_table.private_routes.id
}

resource "aws_vpc_endpoint" "table_endpoint" {
#                           ^^^^^^^^^^^^^^^^ dynamodb/gateway-endpoint-route 💡
  vpc_id       = aws_vpc.network.id
  service_name = "com.amazonaws.eu-west-1.dynamodb"
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
#                          ^^^^^^^^^^^^^ dax/encryption 💡
#                          ^^^^^^^^^^^^^ dax/strong-reads
#                          ^^^^^^^^^^^^^ dax/transport 💡
  cluster_name       = "stock"
  node_type          = "dax.r7g.large"
  replication_factor = 1
#                      ^ dax/nodes 💡
  iam_role_arn       = aws_iam_role.cache_role.arn
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ dax/role 💡
  subnet_group_name  = aws_dax_subnet_group.cache_subnets.name
  security_group_ids = [aws_security_group.cache_group.id]
# ^^^^^^^^^^^^^^^^^^ dax/security-group 💡
}

resource "aws_dax_subnet_group" "cache_subnets" {
  name       = "stock"
  subnet_ids = [aws_subnet.first_subnet.id, aws_subnet.second_subnet.id]
# ^^^^^^^^^^ dax/subnet-zones
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^ dax/public-subnet
}

resource "aws_iam_role" "cache_role" {
  name = "stock-cache"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
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
