// Makes the replica set and one account per service, which sees its own database and no other.
// Runs at every start and changes nothing that is as it should be, except that a new password in .env counts.
const password = name => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is empty`);
  return value;
};

const address = process.env.MONGODB_ADDRESS;
db = connect(
  `mongodb://root:${encodeURIComponent(password('MONGODB_ROOT_PASSWORD'))}@${address}/admin?directConnection=true`);

try {
  rs.status();
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: address }] });
}
while (!db.hello().isWritablePrimary) sleep(200);

for (const service of ['schedule', 'registration', 'notification']) {
  const account = {
    pwd: password(`${service.toUpperCase()}_MONGODB_PASSWORD`),
    roles: [{ role: 'readWrite', db: `leergang_${service}` }]
  };
  if (db.getUser(service)) db.updateUser(service, account);
  else db.createUser({ user: service, ...account });
}
print('replica set and accounts are ready');
