# Sales analytics. A Redshift warehouse for reports, a cache of their results, Athena for questions to the files that the warehouse loads.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_availability_zones" "available" {
  state = "available"
}

resource "aws_kms_key" "key" {
  description         = "Data of sales analytics"
  enable_key_rotation = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountAdministration"
        Effect    = "Allow"
        Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
    ]
  })
}

resource "aws_vpc" "network" {
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "private_a" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.0.0/24"
  availability_zone = data.aws_availability_zones.available.names[0]
}

resource "aws_subnet" "private_b" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.1.0/24"
  availability_zone = data.aws_availability_zones.available.names[1]
}

resource "aws_subnet" "private_c" {
  vpc_id            = aws_vpc.network.id
  cidr_block        = "10.20.2.0/24"
  availability_zone = data.aws_availability_zones.available.names[2]
}

resource "aws_security_group" "reports" {
  name        = "reports"
  description = "Report servers"
  vpc_id      = aws_vpc.network.id
}

resource "aws_security_group" "warehouse_access" {
  name        = "warehouse-access"
  description = "Who may query the warehouse"
  vpc_id      = aws_vpc.network.id
}

resource "aws_vpc_security_group_ingress_rule" "warehouse_from_reports" {
  description                  = "Report servers"
  security_group_id            = aws_security_group.warehouse_access.id
  ip_protocol                  = "tcp"
  from_port                    = 5440
  to_port                      = 5440
  referenced_security_group_id = aws_security_group.reports.id
}

resource "aws_security_group" "cache_access" {
  name        = "cache-access"
  description = "Who may use the cache of reports"
  vpc_id      = aws_vpc.network.id
}

resource "aws_vpc_security_group_ingress_rule" "cache_from_reports" {
  description                  = "Report servers"
  security_group_id            = aws_security_group.cache_access.id
  ip_protocol                  = "tcp"
  from_port                    = 6380
  to_port                      = 6380
  referenced_security_group_id = aws_security_group.reports.id
}

resource "aws_elasticache_subnet_group" "cache_subnets" {
  name        = "cache"
  description = "Private subnets of the cache"
  subnet_ids  = [aws_subnet.private_a.id, aws_subnet.private_b.id]
}

resource "aws_elasticache_replication_group" "report_cache" {
  replication_group_id = "reports"
  description          = "Results of reports"
  engine               = "valkey"
  engine_version       = "8.0"
  node_type            = "cache.r7g.large"
  num_cache_clusters   = 2
  port                 = 6380

  automatic_failover_enabled = true
  multi_az_enabled           = true
  transit_encryption_enabled = true
  at_rest_encryption_enabled = true
  kms_key_id                 = aws_kms_key.key.arn
  user_group_ids             = ["reports"]

  subnet_group_name          = aws_elasticache_subnet_group.cache_subnets.name
  security_group_ids         = [aws_security_group.cache_access.id]
  snapshot_retention_limit   = 7
  auto_minor_version_upgrade = true
}

resource "aws_s3_bucket" "lake" {
  bucket = "acme-sales-lake"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.key.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "lake" {
  bucket                  = aws_s3_bucket.lake.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "lake" {
  bucket = aws_s3_bucket.lake.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_logging" "lake" {
  bucket        = aws_s3_bucket.lake.id
  target_bucket = "acme-access-logs"
  target_prefix = "lake/"
}

resource "aws_s3_bucket_lifecycle_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

resource "aws_s3_bucket_policy" "lake" {
  bucket = aws_s3_bucket.lake.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.lake.arn, "${aws_s3_bucket.lake.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_s3_bucket" "results" {
  bucket = "acme-sales-results"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "results" {
  bucket = aws_s3_bucket.results.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.key.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "results" {
  bucket                  = aws_s3_bucket.results.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "results" {
  bucket = aws_s3_bucket.results.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_logging" "results" {
  bucket        = aws_s3_bucket.results.id
  target_bucket = "acme-access-logs"
  target_prefix = "results/"
}

resource "aws_s3_bucket_lifecycle_configuration" "results" {
  bucket = aws_s3_bucket.results.id

  rule {
    id     = "results"
    status = "Enabled"

    filter {}

    expiration {
      days = 14
    }

    noncurrent_version_expiration {
      noncurrent_days = 1
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

resource "aws_s3_bucket_policy" "results" {
  bucket = aws_s3_bucket.results.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.results.arn, "${aws_s3_bucket.results.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

resource "aws_glue_catalog_database" "catalogue" {
  name = "sales"
}

resource "aws_glue_catalog_table" "orders" {
  name          = "orders"
  database_name = aws_glue_catalog_database.catalogue.name
  table_type    = "EXTERNAL_TABLE"

  partition_keys {
    name = "day"
    type = "date"
  }

  storage_descriptor {
    location = "s3://${aws_s3_bucket.lake.bucket}/orders/"

    columns {
      name = "id"
      type = "string"
    }

    columns {
      name = "amount"
      type = "decimal(12,2)"
    }

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }
  }
}

resource "aws_athena_workgroup" "analysts" {
  name = "analysts"

  configuration {
    bytes_scanned_cutoff_per_query     = 107374182400
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location = "s3://${aws_s3_bucket.results.bucket}/analysts/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.key.arn
      }
    }
  }
}

resource "aws_iam_role" "loader" {
  name = "sales-loader"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "redshift.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

resource "aws_iam_role_policy" "loader" {
  name = "read-lake"
  role = aws_iam_role.loader.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:ListBucket", Resource = aws_s3_bucket.lake.arn },
      { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.lake.arn}/orders/*" },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.key.arn },
    ]
  })
}

resource "aws_redshift_subnet_group" "warehouse_subnets" {
  name        = "warehouse"
  description = "Private subnets of the warehouse"
  subnet_ids  = [aws_subnet.private_a.id, aws_subnet.private_b.id, aws_subnet.private_c.id]
}

resource "aws_redshift_parameter_group" "warehouse_settings" {
  name        = "warehouse"
  description = "TLS and a log of queries"
  family      = "redshift-2.0"

  parameter {
    name  = "require_ssl"
    value = "true"
  }

  parameter {
    name  = "enable_user_activity_logging"
    value = "true"
  }
}

resource "aws_redshift_cluster" "warehouse" {
  cluster_identifier = "sales"
  cluster_type       = "multi-node"
  node_type          = "ra3.xlplus"
  number_of_nodes    = 2
  multi_az           = true
  database_name      = "sales"
  port               = 5440

  master_username        = "keeper"
  manage_master_password = true
  encrypted              = true
  kms_key_id             = aws_kms_key.key.arn

  publicly_accessible          = false
  enhanced_vpc_routing         = true
  cluster_subnet_group_name    = aws_redshift_subnet_group.warehouse_subnets.name
  cluster_parameter_group_name = aws_redshift_parameter_group.warehouse_settings.name
  vpc_security_group_ids       = [aws_security_group.warehouse_access.id]
  iam_roles                    = [aws_iam_role.loader.arn]

  allow_version_upgrade               = true
  preferred_maintenance_window        = "sun:03:00-sun:03:30"
  automated_snapshot_retention_period = 14
  final_snapshot_identifier           = "sales-final"
}

resource "aws_redshift_logging" "warehouse" {
  cluster_identifier   = aws_redshift_cluster.warehouse.cluster_identifier
  log_destination_type = "cloudwatch"
  log_exports          = ["connectionlog", "userlog", "useractivitylog"]
}

resource "aws_redshift_snapshot_copy" "warehouse" {
  cluster_identifier       = aws_redshift_cluster.warehouse.cluster_identifier
  destination_region       = "eu-central-1"
  retention_period         = 7
  snapshot_copy_grant_name = "sales-analytics"
}
