-- What layers take: each measured once for a kind of processor, a version of ONNX Runtime and a shape.
create table layer_latency (
    id          bigint           generated always as identity primary key,
    processor   text             not null,
    runtime     text             not null,
    layer       text             not null,   -- operators, attributes and shapes in words
    micros      double precision not null,   -- median of a run on one thread
    measured_at timestamptz      not null,
    unique (layer, processor, runtime)
);
