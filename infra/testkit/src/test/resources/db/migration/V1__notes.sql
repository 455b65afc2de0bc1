create table note (
    id      bigserial primary key,
    writer  text not null,
    subject text not null,
    text    text not null
);
