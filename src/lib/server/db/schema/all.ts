// One list of all tables for drizzle, migrations and `verify`; code imports a table from its own file.
export * from './assessment';
export * from './clash';
export * from './contacts';
export * from './identity';
export * from './mail';
export * from './mentoring';
export * from './model';
export * from './notify';
export * from './outreach';
export * from './pairing-life';
export * from './register';
export * from './reporting';
export * from './roadmap';
export * from './sessions';
export * from './stories';
export * from './sync';
export * from './upload';
