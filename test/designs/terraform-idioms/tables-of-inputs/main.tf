variable "attributes" {
  type    = list(map(string))
  default = []
}

variable "hash_key" { default = null }
variable "range_key" { default = null }
variable "billing_mode" { default = "PAY_PER_REQUEST" }
variable "read_capacity" { default = null }

variable "global_secondary_indexes" {
  type    = any
  default = []
}

resource "aws_dynamodb_table" "this" {
  count          = 1
  name           = "t"
  billing_mode   = var.billing_mode
  hash_key       = var.hash_key
  range_key      = var.range_key
  read_capacity  = var.read_capacity
  write_capacity = var.billing_mode == "PROVISIONED" ? 5 : null
  dynamic "attribute" {
    for_each = var.attributes
    content {
      name = attribute.value.name
      type = attribute.value.type
    }
  }
  dynamic "global_secondary_index" {
    for_each = var.global_secondary_indexes
    content {
      name               = global_secondary_index.value.name
      hash_key           = global_secondary_index.value.hash_key
      projection_type    = global_secondary_index.value.projection_type
      range_key          = lookup(global_secondary_index.value, "range_key", null)
      read_capacity      = lookup(global_secondary_index.value, "read_capacity", null)
      write_capacity     = lookup(global_secondary_index.value, "write_capacity", null)
      non_key_attributes = lookup(global_secondary_index.value, "non_key_attributes", null)
    }
  }
  server_side_encryption { enabled = true }
  point_in_time_recovery { enabled = true }
}

locals {
  keys = { pk = "S", sk = "N" }
  gsis = [{ name = "by-sk", hash = "sk" }, { name = "by-c", hash = "created", range = "pk" }]
  used = distinct(compact(flatten([keys(local.keys), local.gsis[*].hash, [for g in local.gsis : lookup(g, "range", "")]])))
}

resource "aws_dynamodb_table" "flat" {
  name         = "flat"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "pk"
  range_key    = "sk"
  dynamic "attribute" {
    for_each = toset(local.used)
    iterator = a
    content {
      name = a.key
      type = lookup(local.keys, a.key, "S")
    }
  }
  dynamic "global_secondary_index" {
    for_each = { for g in local.gsis : g.name => g }
    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.hash
      range_key       = try(global_secondary_index.value.range, null)
      projection_type = "ALL"
    }
  }
}

resource "aws_dynamodb_table" "autoscaled" {
  name           = "auto"
  hash_key       = "id"
  read_capacity  = 5
  write_capacity = 5
  attribute {
    name = "id"
    type = "S"
  }
  lifecycle { ignore_changes = [read_capacity, write_capacity] }
}
